using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Perf;

/// <summary>
/// 10,000 models with four claims each, the same at every run. How often sources differ follows what was measured on real catalogues:
/// 24 % of prices and of context windows, 36 % of output limits, 9 % of flags.
/// </summary>
internal sealed class ClaimWorld
{
    public const int Models = 10_000;

    private static readonly FieldRegistry s_fields = FieldRegistry.Models;

    private static readonly string[] s_account = ["limit.context", "limit.output", "cost.input", "cost.output", "name", "owned_by", "created", "modalities.input"];

    private static readonly string[] s_modelsDev =
    [
        "name", "family", "attachment", "reasoning", "tool_call", "structured_output", "temperature", "open_weights", "modalities.input", "modalities.output",
        "limit.context", "limit.input", "limit.output", "cost.input", "cost.output", "cost.cache_read", "cost.cache_write", "knowledge", "release_date", "last_updated", "api.npm",
    ];

    private static readonly string[] s_liteLlm =
    [
        "type", "reasoning", "tool_call", "structured_output", "vision", "parallel_tool_calls", "prompt_cache", "limit.context", "limit.output", "cost.input", "cost.output",
        "cost.cache_read", "cost.cache_write", "cost.context_over_200k.input", "cost.context_over_200k.output", "shutdown_date",
    ];

    private static readonly string[] s_openRouter =
    [
        "name", "canonical_id", "hugging_face_id", "reasoning", "tool_call", "structured_output", "supported_parameters", "modalities.input", "modalities.output",
        "limit.context", "limit.served_context", "limit.output", "cost.input", "cost.output", "cost.cache_read", "knowledge",
    ];

    public static IReadOnlyList<Source> Known { get; } =
    [
        new() { Id = SourceId.ModelsDev }, new() { Id = SourceId.Connection("acme"), Provider = "acme", Bills = true },
        new() { Id = SourceId.LiteLlm, ZeroIsUnknown = true }, new() { Id = SourceId.OpenRouter, Provider = "openrouter", Bills = true },
    ];

    public static SourceTable Sources { get; } = Known.Aggregate(SourceTable.Empty.With(Known.Select(source => source.Id)), (table, source) => table.WithKnown(source));

    public Row[] Rows { get; } = [.. Enumerable.Range(0, Models).Select(Make)];

    /// <summary>The claim with another output price, which nobody else overrules.</summary>
    public static Claim Repriced(Claim claim, int times) =>
        claim with { Values = new FieldSet.Builder().AddRange(claim.Values).Set(s_fields["cost.cache_write"], FieldValue.Number(1000 + times)).Build() };

    private static Row Make(int index)
    {
        var random = new Random(index);
        var key = new ModelKey($"provider-{index % 40}", $"lab/model-{index}");
        return new(key,
        [
            Claim(key, Known[0].Id, ClaimKind.Reference, s_modelsDev, index, random),
            Claim(key, Known[1].Id, ClaimKind.Offer, s_account, index, random),
            Claim(key, Known[2].Id, ClaimKind.Reference, s_liteLlm, index, random),
            Claim(key, Known[3].Id, ClaimKind.Reference, s_openRouter, index, random),
        ]);
    }

    private static Claim Claim(ModelKey key, SourceId source, ClaimKind kind, string[] fields, int index, Random random) => new()
    {
        Source = source,
        Key = key,
        Kind = kind,
        SourceRef = key.Id,
        FirstSeen = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Values = FieldSet.From(fields.Select(path => KeyValuePair.Create(s_fields[path], Value(s_fields[path], source, index, random)))),
    };

    private static FieldValue Value(Field field, SourceId source, int index, Random random)
    {
        var differs = random.NextDouble() < (field.Path is "limit.output" ? 0.18 : field.Type is FieldType.Flag ? 0.045 : 0.12);
        return field.Type switch
        {
            FieldType.Flag => FieldValue.Flag(((index + field.Ordinal) % 3 == 0) != differs),
            FieldType.Count => FieldValue.Number(((((index + field.Ordinal) % 50) + 1) * 4096) + (differs ? 1000 : 0)),
            FieldType.Money => FieldValue.Number(((((index + field.Ordinal) % 97) + 1) * 0.05m) + (differs ? 0.013m : 0)),
            FieldType.Words => FieldValue.Words(differs ? ["text"] : ["text", "image"]),
            FieldType.Date => FieldValue.Text(differs ? "2025-09-30" : "2025-09"),
            _ => FieldValue.Text(field.Path is "name" ? $"{source} {index}" : $"{field.Path} {index % 100}"),
        };
    }

    internal sealed record Row(ModelKey Key, Claim[] Claims);
}
