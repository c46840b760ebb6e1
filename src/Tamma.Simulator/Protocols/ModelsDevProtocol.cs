using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>The reference site, with a validator: providers and their models in one object, and in another the models whoever serves them.</summary>
internal sealed class ModelsDevProtocol : IProtocol
{
    // The real schema asks for a date, so a model without one is given this.
    private const string SomeDate = "2026-01-01";

    private const string Models = "models.json";

    public IReadOnlyList<string> ListPaths => ["api.json", Models];

    public string RowsName(string path) => "models";

    public bool Admits(HttpRequest request, WorldSpec spec) => true;

    public Refusal Refuse(WorldSpec spec, Failure failure) => OpenAiErrors.Of(failure);

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        if (listing.Ask.Path == Models)
        {
            WriteModels(json, listing.Models);
            json.WriteEndObject();
            return;
        }

        foreach (var group in listing.Models.GroupBy(model => model.Provider, StringComparer.Ordinal))
        {
            json.WriteStartObject(group.Key);
            json.WriteString("id", group.Key);
            json.WriteStrings("env", [ProviderFacts.VariableOf(group.Key)]);
            json.WriteString("npm", ProviderFacts.Package);
            json.WriteString("api", ProviderFacts.AddressOf(group.Key));
            json.WriteString("name", ProviderFacts.NameOf(group.Key));
            json.WriteString("doc", ProviderFacts.DocumentationOf(group.Key));
            json.WriteStartObject("models");
            foreach (var model in group)
            {
                json.WritePropertyName(model.Id);
                WriteModel(json, model);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>As <c>laboratory/model</c>, once however many serve it, and without what a provider asks for it.</summary>
    private static void WriteModels(Utf8JsonWriter json, IReadOnlyList<WorldModel> models)
    {
        foreach (var (id, model) in models.Where(model => model is { OwnedBy: not null, Kind: null }).Select(model => ($"{model.OwnedBy}/{model.Id.Split('/')[^1]}", model)).DistinctBy(row => row.Item1, StringComparer.Ordinal))
        {
            json.WritePropertyName(id);
            WriteModel(json, model with { Id = id, Cost = null, Status = null });
        }
    }

    private static void WriteModel(Utf8JsonWriter json, WorldModel model)
    {
        var modalities = model.Modalities ?? new();
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("name", model.Name ?? model.Id);
        json.WriteIfAny("family", model.Family);
        json.WriteBoolean("attachment", model.Attachment ?? modalities.Input.Count > 1);
        json.WriteBoolean("reasoning", model.Reasoning ?? false);
        if (model.Reasoning == true)
        {
            json.WriteOr(model, "reasoning_options", """[{"type":"toggle"}]""");
        }

        json.WriteBoolean("tool_call", model.ToolCall ?? false);
        json.WriteIfAny("structured_output", model.StructuredOutput);
        json.WriteIfAny("temperature", model.Temperature);
        json.WriteIfAny("knowledge", model.Knowledge);
        json.WriteString("release_date", model.ReleaseDate ?? SomeDate);
        json.WriteString("last_updated", model.LastUpdated ?? model.ReleaseDate ?? SomeDate);
        json.WriteStartObject("modalities");
        json.WriteStrings("input", modalities.Input);
        json.WriteStrings("output", modalities.Output);
        json.WriteEndObject();
        json.WriteBoolean("open_weights", model.OpenWeights ?? false);
        json.WriteStartObject("limit");
        json.WriteNumber("context", model.Limit?.Context ?? 0);
        json.WriteIfAny("input", model.Limit?.Input);
        json.WriteNumber("output", model.Limit?.Output ?? 0);
        json.WriteEndObject();
        WriteCost(json, model.Cost);
        json.WriteIfAny("status", model.Status);
        json.WriteExtra(model, "reasoning_options");
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, ModelCost? cost)
    {
        if (cost is null)
        {
            return;
        }

        json.WriteStartObject("cost");
        json.WriteIfAny("input", cost.Input);
        json.WriteIfAny("output", cost.Output);
        json.WriteIfAny("reasoning", cost.Reasoning);
        json.WriteIfAny("cache_read", cost.CacheRead);
        json.WriteIfAny("cache_write", cost.CacheWrite);
        if (cost.LongContext is { } tier)
        {
            json.WriteStartArray("tiers");
            json.WriteStartObject();
            json.WriteIfAny("input", tier.Input);
            json.WriteIfAny("output", tier.Output);
            json.WriteIfAny("cache_read", tier.CacheRead);
            json.WriteStartObject("tier");
            json.WriteString("type", "context");
            json.WriteNumber("size", tier.From);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
