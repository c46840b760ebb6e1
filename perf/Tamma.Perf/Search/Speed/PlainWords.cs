namespace Tamma.Perf.Search.Speed;

/// <summary>
/// Text as plain words for engines that do not know model names: lower case, cut at all that is no letter or digit; a point between
/// digits stays, so that <c>gpt-5.4-mini</c> is <c>gpt 5.4 mini</c> to everybody.
/// </summary>
internal static class PlainWords
{
    public static List<string> Of(string text)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var belongs = i < text.Length && (char.IsLetterOrDigit(text[i]) || IsPoint(text, i));
            if (belongs && start < 0)
            {
                start = i;
            }
            else if (!belongs && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }

    public static string Joined(string text) => string.Join(' ', Of(text));

    private static bool IsPoint(string text, int at) =>
        text[at] == '.' && at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);
}
