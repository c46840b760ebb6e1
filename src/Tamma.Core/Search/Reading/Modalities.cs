using System.Collections.Frozen;

namespace Tamma.Search.Reading;

/// <summary>Finds what goes in and what comes out in plain words: <c>audio input</c>, <c>text to video</c>, <c>listens to audio</c>.</summary>
internal static class Modalities
{
    private const string In = "modalities.input";
    private const string Out = "modalities.output";

    /// <summary>Between the verb and its object stand no more words than this, and none that means something.</summary>
    private const int LongestReach = 5;

    private static readonly FrozenDictionary<string, string> s_things = Table(
        ("image", "image images picture pictures photo photos"),
        ("audio", "audio sound sounds speech voice voices"),
        ("video", "video videos clip clips movie movies footage"),
        ("text", "text texts"),
        ("pdf", "pdf pdfs"));

    private static readonly FrozenDictionary<string, string> s_verbs = Table(
        (In, "input inputs in see sees seeing read reads reading hear hears hearing listen listens listening understand understands understanding watch watches watching "
            + "take takes accept accepts accepting process processes processing analyze analyzes analyse analyses describe describes recognize recognizes recognise handle handles handling support supports supporting transcribe transcribes"),
        (Out, "output outputs out generate generates generating create creates creating make makes making produce produces producing draw draws drawing paint paints painting synthesize synthesizes speak speaks return returns edit edits"));

    private static readonly FrozenDictionary<string, string> s_nouns = Table(
        (In, "input inputs in understanding recognition analysis"),
        (Out, "output outputs out generation generator generators synthesis creation editing"));

    /// <summary>Only what a verb does: <c>draws pictures</c>. Surer than what its words mean alone.</summary>
    public static int ReadVerb(ReadOnlySpan<QueryWord> words, int at, Vocabulary vocabulary, List<(string Field, string Value)> into) =>
        s_verbs.TryGetValue(words[at].Meant, out var direction) && !s_things.ContainsKey(words[at].Meant) ? Object(words, at, direction, vocabulary, into) : 0;

    /// <returns>How many words it took; none where nothing of it begins here.</returns>
    public static int Read(ReadOnlySpan<QueryWord> words, int at, Vocabulary vocabulary, List<(string Field, string Value)> into)
    {
        if (Thing(words, at) is { } thing)
        {
            var target = at + 2 < words.Length && words[at + 2].Meant is "a" or "an" or "the" ? at + 3 : at + 2;
            if (target < words.Length && words[at + 1].Meant is "to" or "2" or "from" or "into" && Thing(words, target) is { } other && Ends(words, target + 1))
            {
                var reversed = words[at + 1].Meant is "from";
                into.Add((In, reversed ? other : thing));
                into.Add((Out, reversed ? thing : other));
                return target + 1 - at;
            }

            if (at + 1 < words.Length && s_nouns.TryGetValue(words[at + 1].Meant, out var side) && Ends(words, at + 2) && Ends(words, at + 1))
            {
                into.Add((side, thing));
                return 2;
            }
        }

        return s_verbs.TryGetValue(words[at].Meant, out var direction) ? Object(words, at, direction, vocabulary, into) : 0;
    }

    private static int Object(ReadOnlySpan<QueryWord> words, int at, string direction, Vocabulary vocabulary, List<(string Field, string Value)> into)
    {
        for (var reach = 1; reach <= LongestReach && at + reach < words.Length; reach++)
        {
            if (Thing(words, at + reach) is { } thing && thing != "text" && Ends(words, at + reach + 1))
            {
                // "creates images" wants images; "reads the input: image output" is another phrase's business.
                if (at + reach + 1 < words.Length && s_nouns.TryGetValue(words[at + reach + 1].Meant, out var side) && side != direction)
                {
                    return 0;
                }

                into.Add((direction, thing));
                return Rest(words, at + reach + 1, direction, into) - at;
            }

            if (!vocabulary.Ignored.Contains(words[at + reach].Meant))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Further things: <c>images, audio and video</c>; and what they are made from: <c>videos from an image</c>.</summary>
    private static int Rest(ReadOnlySpan<QueryWord> words, int at, string direction, List<(string Field, string Value)> into)
    {
        while (at < words.Length)
        {
            var next = words[at].Meant is "and" or "or" or "as" or "well" ? at + 1 : at;
            if (next < words.Length && (next > at || words[at].Before.Contains(',', StringComparison.Ordinal)) && Thing(words, next) is { } more && Ends(words, next + 1)
                && (next + 1 == words.Length || !s_nouns.ContainsKey(words[next + 1].Meant)))
            {
                into.Add((direction, more));
                at = next + 1;
                continue;
            }

            if (direction == Out && words[at].Meant is "from")
            {
                var source = at + 1 < words.Length && words[at + 1].Meant is "a" or "an" or "the" or "still" ? at + 2 : at + 1;
                if (source < words.Length && Thing(words, source) is { } from && Ends(words, source + 1))
                {
                    into.Add((In, from));
                    return source + 1;
                }
            }

            break;
        }

        return at;
    }

    private static string? Thing(ReadOnlySpan<QueryWord> words, int at) => words[at].Begins || words[at].Before is "-" ? s_things.GetValueOrDefault(words[at].Meant) : null;

    private static bool Ends(ReadOnlySpan<QueryWord> words, int at) => at >= words.Length || words[at].Begins;

    private static FrozenDictionary<string, string> Table(params (string Value, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Value))).ToFrozenDictionary(pair => pair.word, pair => pair.Value, StringComparer.Ordinal);
}
