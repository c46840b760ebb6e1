using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
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

    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_family = FieldRegistry.Models["family"];
    private static readonly Field s_description = FieldRegistry.Models["description"];
    private static readonly Field s_takes = FieldRegistry.Models["modalities.input"];
    private static readonly Field s_gives = FieldRegistry.Models["modalities.output"];

    private static readonly (Field Field, string Words)[] s_flags =
    [
        (FieldRegistry.Models["tool_call"], "calling tools, agents"),
        (FieldRegistry.Models["reasoning"], "reasoning"),
        (FieldRegistry.Models["structured_output"], "structured JSON"),
        (FieldRegistry.Models["vision"], "vision"),
        (FieldRegistry.Models["open_weights"], "open weights"),
    ];

    public static string Of(Model model)
    {
        var tail = model.Key.Id[(model.Key.Id.LastIndexOf('/') + 1)..];
        var text = new StringBuilder();
        Add(text, "", Cut(NameOf(model) ?? tail, LongestName));
        Add(text, "id ", Cut(tail.ToLowerInvariant(), LongestName));
        Add(text, "by ", Makers.Of(model)?.Id);
        Add(text, "family ", Text(model, s_family));
        Add(text, "made for ", string.Join(", ", PurposeTable.Standard.Of(model)));
        Add(text, "takes ", Words(model, s_takes));
        Add(text, "gives ", Words(model, s_gives));
        Add(text, "can do ", string.Join(", ", s_flags.Where(flag => model.Values.TryGet(flag.Field, out var value) && value.IsFlag && value.AsFlag()).Select(flag => flag.Words)));
        Add(text, "", Text(model, s_description) is { } description ? Cut(string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestDescription) : null);
        return text.ToString();
    }

    /// <summary>Gateways set the maker before the name: <c>Anthropic: Claude Opus 4</c>.</summary>
    private static string? NameOf(Model model) => Text(model, s_name) is not { } name ? null : name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? name[(colon + 2)..] : name;

    private static void Add(StringBuilder text, string label, string? what)
    {
        if (!string.IsNullOrWhiteSpace(what))
        {
            text.Append(text.Length > 0 ? "; " : "").Append(label).Append(what);
        }
    }

    private static string? Text(Model model, Field field) => model.Values.TryGet(field, out var value) && value.IsText ? value.AsText() : null;

    /// <summary>In one order, whatever the source's was.</summary>
    private static string? Words(Model model, Field field) =>
        model.Values.TryGet(field, out var value) && value.IsWords ? string.Join(", ", value.AsWords().Order(StringComparer.Ordinal)) : null;

    /// <summary>Never within a pair of surrogates.</summary>
    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
