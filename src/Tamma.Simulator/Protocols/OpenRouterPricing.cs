using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>OpenRouter's prices: US dollars for one token as decimal strings, and -1 where a router decides.</summary>
internal static class OpenRouterPricing
{
    public static void Write(Utf8JsonWriter json, WorldModel model)
    {
        var cost = model.Cost ?? new();
        json.WriteStartObject("pricing");
        if (model.Kind == "router")
        {
            json.WriteString("prompt", "-1");
            json.WriteString("completion", "-1");
            json.WriteEndObject();
            return;
        }

        json.WriteString("prompt", Rows.PerToken(cost.Input) ?? "0");
        json.WriteString("completion", model.Kind == "embedding" ? "0" : Rows.PerToken(cost.Output) ?? "0");
        json.WriteIfAny("internal_reasoning", Rows.PerToken(cost.Reasoning));
        json.WriteIfAny("input_cache_read", Rows.PerToken(cost.CacheRead));
        json.WriteIfAny("input_cache_write", Rows.PerToken(cost.CacheWrite));
        if (cost.LongContext is { } tier)
        {
            json.WriteStartArray("overrides");
            json.WriteStartObject();
            json.WriteNumber("min_prompt_tokens", tier.From);
            json.WriteIfAny("prompt", Rows.PerToken(tier.Input));
            json.WriteIfAny("completion", Rows.PerToken(tier.Output));
            json.WriteIfAny("input_cache_read", Rows.PerToken(tier.CacheRead));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
