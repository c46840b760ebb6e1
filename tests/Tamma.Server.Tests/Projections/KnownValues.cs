using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsCheck;
using Tamma.Catalog.Fields;

namespace Tamma.Server.Tests.Projections;

/// <summary>Parts of the registry that are known of a model, with a value for each that is either something or nothing.</summary>
internal static class KnownValues
{
    private const decimal Million = 1_000_000;
    private const decimal Count = 1_048_576;
    private const decimal Amount = 0.25m;

    private static readonly ImmutableArray<Field> s_bounds = [FieldRegistry.Models["limit.context"], FieldRegistry.Models["limit.output"]];

    /// <summary>What a source may state; the operator's own fields are none of its. From any type a "no" to other types follows.</summary>
    public static ImmutableArray<Field> Fields { get; } = [.. FieldRegistry.Models.Fields.Where(field => field.Group is not FieldGroup.Operator && field.Path is not "type")];

    public static ImmutableArray<Field> Flags { get; } = [.. Fields.Where(field => field.Type is FieldType.Flag)];

    public static ImmutableArray<Field> Numbers { get; } = [.. Fields.Where(field => field.Type is FieldType.Count or FieldType.Money or FieldType.Number)];

    /// <summary>A part of the fields, from nearly none to nearly all.</summary>
    public static Gen<ImmutableArray<Field>> Part(ImmutableArray<Field> of) =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 9].Array[of.Length]).Select((share, dice) => of.Where((_, index) => dice[index] < share).ToImmutableArray());

    /// <summary>Values from which no "no" follows: true, above zero, whole lists.</summary>
    public static FieldSet Something(IEnumerable<Field> known) => FieldSet.From(known.Select(field => KeyValuePair.Create(field, Something(field))));

    /// <summary>False and zero.</summary>
    public static FieldSet Nothing(IEnumerable<Field> known) =>
        FieldSet.From(known.Select(field => KeyValuePair.Create(field, field.Type is FieldType.Flag ? FieldValue.Flag(false) : FieldValue.Number(0))));

    /// <summary>With both limits known, for some shapes leave a model out that has none.</summary>
    public static FieldSet Bounded(FieldSet values) => new FieldSet.Builder().AddRange(Nothing(s_bounds)).AddRange(values).Build();

    /// <summary>Whether a leaf is one of these flags or numbers, in dollars for a million tokens or for one.</summary>
    public static bool IsSomething(JsonElement leaf) => leaf.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => IsSomething(leaf.GetDecimal()),
        JsonValueKind.String => decimal.TryParse(leaf.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsSomething(number),
        _ => false,
    };

    private static bool IsSomething(decimal number) => number is Count or Amount or Amount / Million;

    private static FieldValue Something(Field field) => field switch
    {
        { Type: FieldType.Flag } => FieldValue.Flag(true),
        { Type: FieldType.Count } => FieldValue.Number(Count),
        { Type: FieldType.Money or FieldType.Number } => FieldValue.Number(Amount),
        { Path: "deprecated_at" } => FieldValue.Text("2036-02-01"),
        { Type: FieldType.Date } => FieldValue.Text("2036-05-01"),
        { Path: "modalities.input" or "modalities.output" } => FieldValue.Words(["text", "image", "audio", "video", "pdf"]),
        { Type: FieldType.Words } => FieldValue.Words(["word"]),
        { Path: "cost.search_context" } => FieldValue.Json(CanonicalJson.FromStored("""{"low":0.5}""")),
        { Type: FieldType.Json } => FieldValue.Json(CanonicalJson.FromStored("""[{"input":0.5,"tier":{"size":200000}}]""")),
        _ => FieldValue.Text("word"),
    };
}
