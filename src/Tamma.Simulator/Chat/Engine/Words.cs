namespace Tamma.Simulator.Chat.Engine;

/// <summary>The engine's tokeniser: a token is a run of characters that are not blank, with the blanks before it.</summary>
internal static class Words
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        var isIn = false;
        foreach (var letter in text)
        {
            var isBlank = char.IsWhiteSpace(letter);
            count += !isBlank && !isIn ? 1 : 0;
            isIn = !isBlank;
        }

        return count;
    }

    /// <summary>The tokens; put together again they are the text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> words = [];
        var start = 0;
        for (var at = 1; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]) && !char.IsWhiteSpace(text[at - 1]))
            {
                words.Add(text[start..at]);
                start = at;
            }
        }

        if (start < text.Length)
        {
            words.Add(text[start..]);
        }

        return words;
    }
}
