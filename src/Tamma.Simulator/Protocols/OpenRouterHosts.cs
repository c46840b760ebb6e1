using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>The hosts behind one model. They follow from its id, so that they are the same every time.</summary>
internal static class OpenRouterHosts
{
    private static readonly string[] s_hosts = ["Cloudberry", "Tidepool", "Millrace", "Gridstone"];

    public static void Write(Utf8JsonWriter json, WorldModel model, bool hasMeasures)
    {
        var dice = Dice.For(1, model.Id);
        string[] hosts = [.. s_hosts];
        dice.Shuffle(hosts.AsSpan());
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("id", model.Id);
        json.WriteString("name", OpenRouterModel.NameOf(model));
        json.WriteNumber("created", Rows.BornAt(model).ToUnixTimeSeconds());
        json.WriteString("description", model.Description ?? "");
        OpenRouterModel.WriteArchitecture(json, model);
        json.WriteStartArray("endpoints");
        foreach (var (number, host) in hosts.Take(model.Kind == "router" ? 0 : 1 + dice.Below(3)).Index())
        {
            WriteHost(json, model, host, number, dice, hasMeasures);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, WorldModel model, string host, int number, Dice dice, bool hasMeasures)
    {
        var halved = number > 0 && dice.Chance(0.4);
        json.WriteStartObject();
        json.WriteString("name", $"{host} | {OpenRouterModel.SlugOf(model)}");
        json.WriteString("model_id", model.Id);
        json.WriteString("model_name", OpenRouterModel.NameOf(model));
        json.WriteNumber("context_length", (model.Limit?.Context ?? 0) / (halved ? 2 : 1));
        OpenRouterPricing.Write(json, model);
        json.WriteString("provider_name", host);
        json.WriteString("tag", halved ? $"{host.ToLowerInvariant()}/fp8" : host.ToLowerInvariant());
        json.WriteString("quantization", halved ? "fp8" : model.OpenWeights == true ? "bf16" : "unknown");
        if (model.Limit?.Output is { } output)
        {
            json.WriteNumber("max_completion_tokens", output);
        }
        else
        {
            json.WriteNull("max_completion_tokens");
        }

        json.WriteNull("max_prompt_tokens");
        json.WriteStrings("supported_parameters", OpenRouterModel.ParametersOf(model));
        json.WriteBoolean("supports_implicit_caching", model.Cost?.CacheRead is not null);
        json.WriteNumber("status", 0);
        json.WriteNumber("uptime_last_30m", 99.5);
        json.WriteNumber("uptime_last_1d", 99.9);
        WriteMeasure(json, "latency_last_30m", 300 + dice.Below(900), hasMeasures);
        WriteMeasure(json, "throughput_last_30m", 20 + dice.Below(100), hasMeasures);
        json.WriteEndObject();
    }

    private static void WriteMeasure(Utf8JsonWriter json, string name, int median, bool isKnown)
    {
        if (!isKnown)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("p50", median);
        json.WriteNumber("p75", median * 5 / 4);
        json.WriteNumber("p90", median * 3 / 2);
        json.WriteNumber("p99", median * 3);
        json.WriteEndObject();
    }
}
