using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>LiteLLM's price map: one flat object of models, prices in dollars for one token, and what is not known left out.</summary>
internal sealed class LiteLlmPricesProtocol : IProtocol
{
    public IReadOnlyList<string> ListPaths => ["model_prices_and_context_window.json"];

    public string RowsName(string path) => "litellm_provider";

    public bool Admits(HttpRequest request, WorldSpec spec) => true;

    public Refusal Refuse(WorldSpec spec, Failure failure) => OpenAiErrors.Of(failure);

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteStartObject("sample_spec");
        json.WriteString("litellm_provider", "one of https://docs.litellm.ai/docs/providers");
        json.WriteString("max_input_tokens", "max input tokens, if the provider specifies it. if not default to max_tokens");
        json.WriteNumber("input_cost_per_token", 0);
        json.WriteEndObject();
        foreach (var model in listing.Models)
        {
            json.WritePropertyName($"{model.Provider}/{model.Id}");
            json.WriteRow(model, row => WriteMembers(row, model));
        }

        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteString("litellm_provider", model.Provider);
        json.WriteString("mode", model.Kind == "embedding" ? "embedding" : "chat");

        // As the real one does it: where the longest prompt is known apart, that stands here and not the window.
        json.WriteIfAny("max_input_tokens", model.Limit?.Input ?? model.Limit?.Context);
        json.WriteIfAny("max_output_tokens", model.Limit?.Output);
        json.WriteIfAny("max_tokens", model.Limit?.Output);
        WritePrice(json, "input_cost_per_token", model.Cost?.Input);
        WritePrice(json, "output_cost_per_token", model.Cost?.Output);
        WritePrice(json, "cache_read_input_token_cost", model.Cost?.CacheRead);
        WritePrice(json, "cache_creation_input_token_cost", model.Cost?.CacheWrite);
        if (model.Cost?.LongContext is { From: 128_000 or 200_000 } tier)
        {
            WritePrice(json, $"input_cost_per_token_above_{tier.From / 1000}k_tokens", tier.Input);
            WritePrice(json, $"output_cost_per_token_above_{tier.From / 1000}k_tokens", tier.Output);
            WritePrice(json, $"cache_read_input_token_cost_above_{tier.From / 1000}k_tokens", tier.CacheRead);
        }

        json.WriteIfAny("supports_function_calling", model.ToolCall);
        json.WriteIfAny("supports_response_schema", model.StructuredOutput);
        json.WriteIfAny("supports_reasoning", model.Reasoning);
        json.WriteBoolean("supports_vision", model.Takes("image"));
        json.WriteIfAny("deprecation_date", model.RetiresAt);
    }

    /// <summary>As Python writes a number: with an exponent when it is small.</summary>
    private static void WritePrice(Utf8JsonWriter json, string name, decimal? perMillion)
    {
        if (perMillion is { } price)
        {
            json.WriteNumber(name, (double)(price / 1_000_000m));
        }
    }
}
