using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>
/// Fields that some sources answer with another: whether images are taken is a flag in one catalogue and a word in a list in the next.
/// As data, so that the two are compared and neither contradicts the other in silence.
/// </summary>
internal static class SaidOtherwise
{
    /// <summary>Where the list has not the word, the answer is no; but a list says <c>file</c> for PDF too, so for that it says nothing.</summary>
    private static readonly (string Flag, string List, string Word, bool AbsentIsNo)[] s_rules =
    [
        ("vision", "modalities.input", "image", true),
        ("audio_input", "modalities.input", "audio", true),
        ("video_input", "modalities.input", "video", true),
        ("pdf_input", "modalities.input", "pdf", false),
        ("audio_output", "modalities.output", "audio", true),
    ];

    private static readonly Rule?[] s_byOrdinal = ByOrdinal();

    public static bool Holds(Field field) => !field.IsExtra && field.Ordinal < s_byOrdinal.Length && s_byOrdinal[field.Ordinal] is { } rule && ReferenceEquals(rule.Flag, field);

    /// <summary>What the values say of a flag with their list.</summary>
    public static bool TryRead(Field flag, FieldSet values, out FieldValue value, out Field saidAs)
    {
        (value, saidAs) = (default, flag);
        if (!Holds(flag) || s_byOrdinal[flag.Ordinal] is not { } rule || !values.TryGet(rule.List, out var list) || !list.IsWords)
        {
            return false;
        }

        var contains = list.AsWords().Contains(rule.Word, StringComparer.OrdinalIgnoreCase);
        (value, saidAs) = (FieldValue.Flag(contains), rule.List);
        return contains || rule.AbsentIsNo;
    }

    private static Rule?[] ByOrdinal()
    {
        var rules = new Rule?[FieldRegistry.Models.Count];
        foreach (var (flag, list, word, absentIsNo) in s_rules)
        {
            if (FieldRegistry.Models.Find(flag) is { } field)
            {
                rules[field.Ordinal] = new(field, FieldRegistry.Models[list], word, absentIsNo);
            }
        }

        return rules;
    }

    private sealed record Rule(Field Flag, Field List, string Word, bool AbsentIsNo);
}
