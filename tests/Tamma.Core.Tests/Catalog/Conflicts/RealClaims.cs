using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Core.Tests.Catalog.Conflicts;

/// <summary>
/// The three catalogues' own documents as claims on the listings that they differ on. Reads them in its own simple way, so that the
/// judgement does not hang on the readers that it is to be used with.
/// </summary>
internal sealed class RealClaims
{
    private static readonly FieldRegistry s_fields = FieldRegistry.Models;

    private readonly JsonElement _modelsDev = Parse("models-dev.json");
    private readonly JsonElement _liteLlm = Parse("litellm_model_prices.json");
    private readonly Dictionary<string, JsonElement> _openRouter = Parse("openrouter-models.json").GetProperty("data").EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!);

    public IReadOnlyList<Row> Rows { get; } =
    [
        .. File.ReadLines(Corpus.Require("source-conflicts.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Select(row => new Row(
            row.GetProperty("ref").GetString()!,
            row.GetProperty("field").GetString()!,
            row.GetProperty("values").EnumerateObject().ToDictionary(value => value.Name, value => Value(value.Value)))),
    ];

    public static SourceTable Sources { get; } = SourceTable.Empty.With([SourceId.ModelsDev, SourceId.LiteLlm, SourceId.OpenRouter]);

    public IReadOnlyList<Claim> On(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        var key = new ModelKey(reference[..slash], reference[(slash + 1)..]);
        var rows = Rows.Where(row => row.Ref == reference).ToList();
        return
        [
            .. new[]
            {
                Claim(SourceId.ModelsDev, key, Stated(rows, "models.dev"), ModelsDev(key)),
                Claim(SourceId.LiteLlm, key, Stated(rows, "litellm"), LiteLlm(key, rows)),
                Claim(SourceId.OpenRouter, key, Stated(rows, "openrouter_api"), key.Provider is "openrouter" ? OpenRouter(key) : []),
            }.Where(claim => claim.Values.Count > 0),
        ];
    }

    private static Claim Claim(SourceId source, ModelKey key, IEnumerable<KeyValuePair<Field, FieldValue>> stated, IEnumerable<(string Path, FieldValue Value)> known) => new()
    {
        Source = source,
        Key = key,
        Kind = ClaimKind.Reference,
        SourceRef = key.Id,
        Values = new FieldSet.Builder().AddRange(known.Select(pair => KeyValuePair.Create(s_fields[pair.Path], pair.Value))).AddRange(stated).Build(),
        FirstSeen = Any.Now,
    };

    /// <summary>What the list of conflicts says that a source says; whether images are taken models.dev says with its modalities.</summary>
    private static IEnumerable<KeyValuePair<Field, FieldValue>> Stated(IEnumerable<Row> rows, string source) =>
        from row in rows
        where row.Values.ContainsKey(source) && !(row.Field is "vision" && source is "models.dev")
        select KeyValuePair.Create(s_fields[row.Field], row.Values[source]);

    private IEnumerable<(string, FieldValue)> ModelsDev(ModelKey key)
    {
        if (!_modelsDev.TryGetProperty(key.Provider, out var provider) || !provider.GetProperty("models").TryGetProperty(key.Id, out var model))
        {
            yield break;
        }

        foreach (var (section, member) in Members(model, "limit", "cost"))
        {
            if (member.Value.ValueKind is JsonValueKind.Number && s_fields.Find($"{section}.{member.Name}") is not null)
            {
                yield return ($"{section}.{member.Name}", Value(member.Value));
            }
            else if (member.NameEquals("tiers"))
            {
                yield return ("cost.tiers", FieldValue.Json(CanonicalJson.From(member.Value)));
            }
        }

        if (model.TryGetProperty("modalities", out var modalities))
        {
            yield return ("modalities.input", FieldValue.Words([.. modalities.GetProperty("input").EnumerateArray().Select(word => word.GetString()!)]));
        }
    }

    /// <summary>The entry of this name that says what the list of conflicts says it says.</summary>
    private IEnumerable<(string, FieldValue)> LiteLlm(ModelKey key, List<Row> rows)
    {
        var said = rows.Where(row => row.Values.ContainsKey("litellm")).ToList();
        return _liteLlm.EnumerateObject()
            .Where(entry => said is not [] && (entry.Name == key.Id || entry.Name.EndsWith("/" + key.Id, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(entry => entry.Name.Length)
            .Select(entry => LiteLlm(entry.Value).ToList())
            .FirstOrDefault(values => said.TrueForAll(row => !row.Field.StartsWith("limit.", StringComparison.Ordinal) || values.Contains((row.Field, row.Values["litellm"]))))
            ?? [];
    }

    private static IEnumerable<(string, FieldValue)> LiteLlm(JsonElement entry)
    {
        (string Member, string Field)[] limits = [("max_input_tokens", "limit.context"), ("max_output_tokens", "limit.output")];
        (string Member, string Field)[] prices =
        [
            ("input_cost_per_token", "cost.input"), ("output_cost_per_token", "cost.output"), ("cache_read_input_token_cost", "cost.cache_read"),
            ("cache_creation_input_token_cost", "cost.cache_write"), ("input_cost_per_audio_token", "cost.input_audio"), ("output_cost_per_audio_token", "cost.output_audio"),
            ("output_cost_per_image_token", "cost.image_output"), ("output_cost_per_reasoning_token", "cost.reasoning"),
            ("input_cost_per_token_above_200k_tokens", "cost.context_over_200k.input"), ("output_cost_per_token_above_200k_tokens", "cost.context_over_200k.output"),
        ];
        foreach (var (member, field) in limits)
        {
            if (entry.TryGetProperty(member, out var tokens) && tokens.ValueKind is JsonValueKind.Number)
            {
                yield return (field, Value(tokens));
            }
        }

        foreach (var (member, field) in prices)
        {
            if (entry.TryGetProperty(member, out var price) && price.ValueKind is JsonValueKind.Number)
            {
                yield return (field, FieldValue.Number(price.GetDecimal() * 1_000_000));
            }
        }
    }

    private IEnumerable<(string, FieldValue)> OpenRouter(ModelKey key)
    {
        if (!_openRouter.TryGetValue(key.Id, out var model))
        {
            yield break;
        }

        if (model.TryGetProperty("context_length", out var context) && context.ValueKind is JsonValueKind.Number)
        {
            yield return ("limit.context", Value(context));
        }

        foreach (var (_, member) in Members(model, "top_provider"))
        {
            if (member.Value.ValueKind is JsonValueKind.Number)
            {
                yield return (member.NameEquals("context_length") ? "limit.served_context" : "limit.output", Value(member.Value));
            }
        }

        (string Member, string Field)[] prices = [("prompt", "cost.input"), ("completion", "cost.output"), ("input_cache_read", "cost.cache_read"), ("input_cache_write", "cost.cache_write"), ("internal_reasoning", "cost.reasoning")];
        foreach (var (name, field) in prices)
        {
            if (model.GetProperty("pricing").TryGetProperty(name, out var price) && Decimals.TryParse(price.GetString(), out var perToken))
            {
                yield return (field, FieldValue.Number(perToken * 1_000_000));
            }
        }
    }

    private static IEnumerable<(string Section, JsonProperty Member)> Members(JsonElement model, params string[] sections) =>
        from section in sections
        where model.TryGetProperty(section, out var found) && found.ValueKind is JsonValueKind.Object
        from member in model.GetProperty(section).EnumerateObject()
        select (section, member);

    private static FieldValue Value(JsonElement value) => value.ValueKind is JsonValueKind.Number ? FieldValue.Number(value.GetDecimal()) : FieldValue.Flag(value.GetBoolean());

    private static JsonElement Parse(string name)
    {
        using var document = JsonDocument.Parse(Corpus.Read(name));
        return document.RootElement.Clone();
    }

    internal sealed record Row(string Ref, string Field, Dictionary<string, FieldValue> Values);
}
