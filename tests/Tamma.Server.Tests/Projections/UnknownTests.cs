using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Server.Projections;
using Xunit;

namespace Tamma.Server.Tests.Projections;

public sealed class UnknownTests
{
    private static readonly Gen<decimal> s_amount = Gen.Select(Gen.Int[0, 5_000_000], Gen.Int[0, 12]).Select((digits, scale) => new decimal(digits, 0, 0, false, (byte)scale));

    private static readonly Gen<Dictionary<Field, FieldValue>> s_values =
        Gen.Select(Gen.Bool.Array[FieldRegistry.Models.Count], Gen.Int[0, int.MaxValue], s_amount.Array[FieldRegistry.Models.Count]).Select((known, seed, amounts) =>
            FieldRegistry.Models.Fields.Where(field => known[field.Ordinal]).ToDictionary(field => field, field => Value(field, seed, amounts[field.Ordinal])));

    [Fact]
    public void What_is_unknown_is_absent_and_what_is_known_is_said() => s_values.Sample(values =>
    {
        var set = FieldSet.From(values);
        var model = new Model
        {
            Key = new("acme", "one"),
            Availability = Availability.Listed,
            Values = set,
            Origins = [.. values.Select(_ => new Origin(0, 20_000, 90, Disputed: false))],
            Offers = [new() { Connection = "acme", Access = Catalog.Access.Unverified, Terms = set.Where(field => field.Group is FieldGroup.Limit or FieldGroup.Price) }],
        };
        var snapshot = CatalogSnapshot.Empty(Guid.CreateVersion7()).WithSources([SourceId.Connection("acme")]);
        var row = JsonDocument.Parse(Whole(RenderedModel.Of(model, snapshot, new(DateTimeOffset.UnixEpoch)))).RootElement;

        foreach (var field in FieldRegistry.Models.Fields)
        {
            var shown = Find(row, PathOf(field.Path));
            if (values.TryGetValue(field, out var value))
            {
                Assert.Equal(FieldReader.ToJson(value).GetRawText(), shown?.GetRawText());
            }
            else
            {
                Assert.Null(shown);
            }
        }

        Assert.DoesNotContain(Leaves(row), leaf => leaf.ValueKind is JsonValueKind.Null);
    });

    private static byte[] Whole(RenderedModel rendered) => [.. rendered.Row, (byte)'}'];

    /// <summary>Where a field stands on the wire.</summary>
    private static string[] PathOf(string path) => path switch
    {
        "interleaved.field" => ["interleaved_field"],
        _ when !ModelProjection.HasMember(path) => ["details", path],
        _ when path.StartsWith("provider.", StringComparison.Ordinal) => ["provider_override", path["provider.".Length..]],
        _ => path.Split('.'),
    };

    private static JsonElement? Find(JsonElement element, string[] path)
    {
        foreach (var part in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static IEnumerable<JsonElement> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        _ => [element],
    };

    private static FieldValue Value(Field field, int seed, decimal amount) => field.Type switch
    {
        FieldType.Flag => FieldValue.Flag((seed >> (field.Ordinal % 30) & 1) == 0),
        FieldType.Count => FieldValue.Number(decimal.Truncate(amount * 1000) + 1),
        FieldType.Money or FieldType.Number => FieldValue.Number(amount),
        FieldType.Words => FieldValue.Words(["text", "image"]),
        FieldType.Json => FieldValue.Json(CanonicalJson.FromStored("""[{"input":0.5,"size":200000}]""")),
        _ => FieldValue.Text(seed % 2 == 0 ? "" : "“quoted” & \\ \n"),
    };
}
