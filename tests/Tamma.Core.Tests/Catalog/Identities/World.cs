using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Sources.LiteLlm;

namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>A catalogue of names: who lists what, and what is said of it that tells who is who.</summary>
internal sealed class World
{
    private readonly Dictionary<ModelKey, Model> _rows = [];

    public static World With(params ReadOnlySpan<string> keys)
    {
        var world = new World();
        foreach (var key in keys)
        {
            world.Add(key);
        }

        return world;
    }

    /// <summary>The real lists; without the names that OpenRouter states where <paramref name="stated"/> is false.</summary>
    public static World Real(bool stated = true)
    {
        var world = new World();
        using var canonical = JsonDocument.Parse(Corpus.Read("models-dev.models.json"));
        foreach (var row in canonical.RootElement.EnumerateObject())
        {
            world.Add($"{ModelKey.Canonical}/{row.Name}", ("name", Text(row.Value, "name")), ("open_weights", Flag(row.Value, "open_weights")));
        }

        using var listings = JsonDocument.Parse(Corpus.Read("models-dev.json"));
        foreach (var provider in listings.RootElement.EnumerateObject())
        {
            foreach (var row in provider.Value.GetProperty("models").EnumerateObject())
            {
                world.Add($"{provider.Name}/{row.Name}", ("name", Text(row.Value, "name")), ("family", Text(row.Value, "family")), ("open_weights", Flag(row.Value, "open_weights")));
            }
        }

        using var router = JsonDocument.Parse(Corpus.Read("openrouter-models.json"));
        foreach (var row in router.RootElement.GetProperty("data").EnumerateArray())
        {
            world.Add(
                $"openrouter/{Text(row, "id")}",
                ("name", Text(row, "name")),
                ("canonical_id", stated ? Text(row, "canonical_slug") : null),
                ("hugging_face_id", stated ? Text(row, "hugging_face_id") : null),
                ("alias_of", stated && row.TryGetProperty("alias_target", out var target) && target.ValueKind is JsonValueKind.Object ? Text(target, "slug") : null));
        }

        return world;
    }

    /// <summary>What LiteLLM's price map lists beside these.</summary>
    public World WithLiteLlm()
    {
        using var prices = JsonDocument.Parse(Corpus.Read("litellm_model_prices.json"));
        foreach (var row in prices.RootElement.EnumerateObject().Where(row => row.Name != "sample_spec"))
        {
            if (Text(row.Value, "litellm_provider") is { } provider && LiteLlmProviders.KeyOf(row.Name, provider) is var key && !_rows.ContainsKey(key))
            {
                Add(key.ToString());
            }
        }

        return this;
    }

    /// <summary>What the registries of Zen and PAL MCP state: their names for people to type.</summary>
    public World WithRegistries()
    {
        using var registries = JsonDocument.Parse(Corpus.Read("zen-pal-mcp-models.json"));
        foreach (var (key, rows) in registries.RootElement.EnumerateObject().Where(registry => registry.Value.TryGetProperty("models", out _))
            .SelectMany(registry => registry.Value.GetProperty("models").EnumerateArray())
            .GroupBy(row => $"zen-mcp/{Text(row, "model_name")}", StringComparer.Ordinal).Select(group => (group.Key, group)))
        {
            Add(key, ("aliases", string.Join(' ', rows.Where(row => row.TryGetProperty("aliases", out _)).SelectMany(row => row.GetProperty("aliases").EnumerateArray()).Select(alias => alias.GetString()).Distinct())));
        }

        return this;
    }

    public World Add(string key, params ReadOnlySpan<(string Field, string? Value)> values)
    {
        if (!ModelKey.TryParse(key, out var parsed))
        {
            throw new ArgumentException($"'{key}' is no key.", nameof(key));
        }

        var fields = new FieldSet.Builder();
        foreach (var (field, value) in values)
        {
            fields.SetKnown(FieldRegistry.Models[field], string.IsNullOrEmpty(value) ? null : field == "open_weights" ? FieldValue.Flag(value == "yes") : field == "aliases" ? FieldValue.Words([.. value.Split(' ')]) : FieldValue.Text(value));
        }

        var set = fields.Build();
        _rows[parsed] = new() { Key = parsed, Availability = Availability.Listed, Values = set, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), set.Count)] };
        return this;
    }

    public CatalogSnapshot Snapshot() => CatalogSnapshot.Empty(Guid.Empty).WithSources([SourceId.ModelsDev]).With(_rows.Values, 1, Any.Now);

    public IdentityGraph Graph() => IdentityGraph.Build(Snapshot());

    private static string? Flag(JsonElement of, string member) => of.TryGetProperty(member, out var value) ? value.ValueKind is JsonValueKind.True ? "yes" : "no" : null;

    private static string? Text(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
