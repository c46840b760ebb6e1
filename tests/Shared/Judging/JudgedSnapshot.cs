using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Tests.Shared.Judging;

/// <summary>The listings of the corpus as a catalogue of reference rows, all of them or those of the smaller scope.</summary>
internal static class JudgedSnapshot
{
    private static readonly DateTimeOffset s_at = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static CatalogSnapshot Read(Func<string, bool> keep)
    {
        using var catalogue = JsonDocument.Parse(File.ReadAllBytes(Corpus.Find("models-dev.json")!));
        List<Model> rows = [];
        foreach (var provider in catalogue.RootElement.EnumerateObject().Where(provider => keep(provider.Name)))
        {
            rows.Add(Row(ModelKey.ForProvider(provider.Name), new FieldSet.Builder().Set(FieldRegistry.Providers["name"], FieldValue.Text(provider.Value.GetProperty("name").GetString()!)).Build()));
            foreach (var model in provider.Value.GetProperty("models").EnumerateObject())
            {
                rows.Add(Row(new(provider.Name, model.Name), Fields(model.Value)));
            }
        }

        if (Corpus.Find("models-dev.models.json") is { } path)
        {
            using var canonical = JsonDocument.Parse(File.ReadAllBytes(path));
            rows.AddRange(canonical.RootElement.EnumerateObject().Select(model => Row(new(ModelKey.Canonical, model.Name), Fields(model.Value))));
        }

        return CatalogSnapshot.Empty(Guid.Empty).WithSources([SourceId.ModelsDev]).With(rows, 1, s_at);
    }

    private static FieldSet Fields(JsonElement model)
    {
        var fields = new FieldSet.Builder();
        LeafReader.Read(model, FieldRegistry.Models, fields);
        return fields.Build();
    }

    private static Model Row(ModelKey key, FieldSet values) =>
        new() { Key = key, Availability = Availability.Listed, Values = values, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), values.Count)] };
}
