using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Search.Index;

namespace Tamma.Search.Embedding;

/// <summary>
/// What of a model is embedded: what it is called, who made it, what it is for and what it can do. No price, date, limit or provider, so
/// that the same model is one text wherever it is sold, and nothing is embedded again because a price moved. Pure.
/// </summary>
public static class EmbeddingText
{
    /// <summary>Letters of a description; what comes later says how to call it and what it beats.</summary>
    private const int LongestDescription = 400;

    private const int LongestName = 200;

    private static readonly Field s_description = FieldRegistry.Models["description"];
    private static readonly Field s_takes = FieldRegistry.Models["modalities.input"];
    private static readonly Field s_gives = FieldRegistry.Models["modalities.output"];

    private static readonly (Field Field, string Words)[] s_flags =
    [
        (FieldRegistry.Models["tool_call"], "calling tools, agents"),
        (FieldRegistry.Models["reasoning"], "reasoning"),
        (FieldRegistry.Models["open_weights"], "open weights"),
    ];

    public static string Of(Model model)
    {
        var maker = Makers.Of(model);
        var text = new StringBuilder();
        Add(text, "", Cut(NamesOf(model, maker), LongestName));
        Add(text, "by ", maker?.Id);
        Add(text, "made for ", string.Join(", ", PurposeTable.Standard.Of(model)));
        Add(text, "takes ", Words(model, s_takes));
        Add(text, "gives ", Words(model, s_gives));
        Add(text, "can do ", string.Join(", ", s_flags.Where(flag => model.Values.TryGet(flag.Field, out var value) && value.IsFlag && value.AsFlag()).Select(flag => flag.Words)));
        Add(text, "", Text(model, s_description) is { } description ? Cut(string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestDescription) : null);
        return text.ToString();
    }

    /// <summary>
    /// The words of its id, then those that name and family add, without the maker's: sellers spell one name in many ways
    /// (<c>MiniMax-M2.5</c>, <c>MiniMax M2.5</c>, <c>Minimax: MiniMax M2.5</c>).
    /// </summary>
    private static string NamesOf(Model model, Lab? maker)
    {
        var words = ModelTerms.OfTail(model);
        HashSet<string> known = [.. words, .. maker is null ? [] : maker.Prefixes.Append(maker.Id).SelectMany(ModelTerms.Of)];
        var own = words.ToArray();
        words.AddRange(ModelTerms.OfName(model).Concat(ModelTerms.OfFamily(model)).Where(word => known.Add(word) && !own.Any(longer => longer.StartsWith(word, StringComparison.Ordinal))));
        return words.Count > 0 ? string.Join(' ', words) : model.Key.Id;
    }

    private static void Add(StringBuilder text, string label, string? what)
    {
        if (!string.IsNullOrWhiteSpace(what))
        {
            text.Append(text.Length > 0 ? "; " : "").Append(label).Append(what);
        }
    }

    private static string? Text(Model model, Field field) => model.Values.TryGet(field, out var value) && value.IsText ? value.AsText() : null;

    /// <summary>In one order, whatever the source's was, and without text: nearly all take and give it, and many do not say so.</summary>
    private static string? Words(Model model, Field field) =>
        model.Values.TryGet(field, out var value) && value.IsWords ? string.Join(", ", value.AsWords().Where(word => word != "text").Order(StringComparer.Ordinal)) : null;

    /// <summary>Never within a pair of surrogates.</summary>
    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
