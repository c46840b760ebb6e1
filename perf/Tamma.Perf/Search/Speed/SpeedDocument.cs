using Tamma.Catalog;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Fields;
using Tamma.Search;

namespace Tamma.Perf.Search.Speed;

/// <summary>A model as every engine gets it. The first five are plain words to search in, best first; null is unknown.</summary>
/// <param name="Words">What it can do, in words.</param>
internal sealed record SpeedDocument(
    string Key, string Id, string Name, string Seller, string Family, string Words, string Provider, string? FamilyName, long? Context, double? Input, bool? Tools, bool? Reasoning, string[] Takes, string[] Gives)
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_family = FieldRegistry.Models["family"];
    private static readonly Field s_context = FieldRegistry.Models["limit.context"];
    private static readonly ModelField s_input = ModelFields.Of("cost.input");
    private static readonly Field s_tools = FieldRegistry.Models["tool_call"];
    private static readonly Field s_reasoning = FieldRegistry.Models["reasoning"];
    private static readonly Field s_takes = FieldRegistry.Models["modalities.input"];
    private static readonly Field s_gives = FieldRegistry.Models["modalities.output"];
    private static readonly Field s_open = FieldRegistry.Models["open_weights"];

    public static IEnumerable<SpeedDocument> Of(CatalogSnapshot snapshot) => snapshot.Providers.SelectMany(rows => rows.Models.Select(model => Of(new(model, snapshot, snapshot.At), SellerOf(rows))));

    private static string SellerOf(ProviderRows rows) =>
        PlainWords.Joined(rows.Row?.Values is { } own && own.TryGet(FieldRegistry.Providers["name"], out var name) ? $"{rows.Provider} {name.AsText()}" : rows.Provider);

    private static SpeedDocument Of(ModelRow row, string seller)
    {
        var model = row.Model;
        var values = model.Values;
        var (tools, reasoning, takes, gives) = (Flag(values, s_tools), Flag(values, s_reasoning), List(values, s_takes), List(values, s_gives));
        string?[] words =
        [
            tools is true ? "tools tool calling functions" : null, reasoning is true ? "reasoning thinking" : null, Flag(values, s_open) is true ? "open weights" : null,
            takes.Contains("image", StringComparer.Ordinal) ? "vision" : null, .. takes, .. gives,
        ];
        var family = Text(values, s_family);
        return new(
            model.Key.ToString(), PlainWords.Joined(model.Key.Id), PlainWords.Joined(Text(values, s_name) ?? ""), seller, PlainWords.Joined(family ?? ""),
            string.Join(' ', words.OfType<string>().Distinct(StringComparer.Ordinal)), model.Key.Provider, family, (long?)Number(values, s_context), Price(row), tools, reasoning, takes, gives);
    }

    private static string? Text(FieldSet values, Field field) => values.TryGet(field, out var value) && value.IsText ? value.AsText() : null;

    private static decimal? Number(FieldSet values, Field field) => values.TryGet(field, out var value) && value.IsNumber ? value.AsNumber() : null;

    /// <summary>As the product reads it: what is called free costs nothing.</summary>
    private static double? Price(ModelRow row) => s_input.Read(row).TryNumber(out var price) ? (double)price : null;

    private static bool? Flag(FieldSet values, Field field) => values.TryGet(field, out var value) && value.IsFlag ? value.AsFlag() : null;

    private static string[] List(FieldSet values, Field field) => values.TryGet(field, out var value) && value.IsWords ? [.. value.AsWords()] : [];
}
