using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;
using Tamma.Server.Compat;
using Tamma.Sources.LiteLlm;
using Tamma.Sources.ModelsDev;

namespace Tamma.Server.Tests.Compat;

/// <summary>Snapshots made of claims, documents made of snapshots, and our own readers of those documents.</summary>
internal static class Shapes
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static CatalogSnapshot Snapshot(IEnumerable<(ModelKey Key, FieldSet Values)> rows) =>
        CatalogSnapshot.Empty(Guid.CreateVersion7()).WithSources([SourceId.ModelsDev]).With(
            [.. rows.Select(row => new Model { Key = row.Key, Availability = Availability.Listed, Values = row.Values, Origins = [.. row.Values.Select(_ => new Origin(0, 20_000, 90, Disputed: false))] })],
            1,
            Now);

    public static CatalogSnapshot Snapshot(FieldSet values) => Snapshot([(new("acme", "one"), values)]);

    public static CompatDocument Write(CompatShape shape, CatalogSnapshot snapshot) => CompatDocument.Write(json => shape.Write(json, snapshot, ModelScope.All));

    public static JsonElement Json(CompatDocument document) => JsonDocument.Parse(document.Body).RootElement;

    public static IReadOnlyCollection<Claim> ReadModelsDev(ReadOnlyMemory<byte> json) => Read(json, SourceId.ModelsDev, ModelsDevCatalog.Read);

    public static IReadOnlyCollection<Claim> ReadLiteLlm(ReadOnlyMemory<byte> json) => Read(json, SourceId.LiteLlm, LiteLlmPrices.Read);

    public static FieldSet Fields(params ReadOnlySpan<(string Field, object Value)> values)
    {
        var fields = new FieldSet.Builder();
        foreach (var (field, value) in values)
        {
            fields.Set(FieldRegistry.Models.FindOrExtra(field), value switch
            {
                string text when text.StartsWith('[') => FieldValue.Json(CanonicalJson.From(JsonElement.Parse(text))),
                string text => FieldValue.Text(text),
                bool flag => FieldValue.Flag(flag),
                int number => FieldValue.Number(number),
                decimal number => FieldValue.Number(number),
                string[] words => FieldValue.Words([.. words]),
                _ => throw new ArgumentOutOfRangeException(nameof(values), field, "No value of this kind."),
            });
        }

        return fields.Build();
    }

    public static IEnumerable<JsonElement> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        _ => [element],
    };

    private static IReadOnlyCollection<Claim> Read(ReadOnlyMemory<byte> json, SourceId source, Action<Document, ListingScope, MyProviders, ListingDraft> read)
    {
        var draft = new ListingDraft(source);
        read(Document.From(json, "application/json", Now), ListingScope.All, new([]), draft);
        return draft.Claims;
    }
}
