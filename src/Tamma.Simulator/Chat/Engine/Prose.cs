namespace Tamma.Simulator.Chat.Engine;

/// <summary>Text that means nothing and is the same for the same dice.</summary>
internal static class Prose
{
    // A few are not ASCII, so that a frame that is cut at any byte is cut within a letter now and then.
    private static readonly string[] s_words =
    [
        "the", "a", "of", "and", "to", "in", "that", "with", "for", "on", "river", "stone", "window", "letter", "garden",
        "engine", "number", "answer", "quiet", "narrow", "bright", "slow", "early", "open", "old", "new", "small", "wide",
        "carries", "holds", "turns", "follows", "finds", "keeps", "gives", "leaves", "café", "naïve", "über", "señor",
        "東京", "→", "morning", "harbour", "signal", "market", "paper", "bridge", "copper", "winter", "house", "road",
    ];

    /// <summary>That many tokens, the first without a blank before it.</summary>
    public static IReadOnlyList<string> Write(Dice dice, int tokens)
    {
        var words = new string[tokens];
        var sinceStop = 0;
        for (var index = 0; index < tokens; index++)
        {
            var word = dice.Pick<string>(s_words);
            var starts = sinceStop == 0 && char.IsAsciiLetterLower(word[0]);
            word = starts ? char.ToUpperInvariant(word[0]) + word[1..] : word;
            var stops = index == tokens - 1 || (sinceStop > 4 && dice.Chance(0.2));
            sinceStop = stops ? 0 : sinceStop + 1;
            words[index] = (index == 0 ? "" : " ") + word + (stops ? "." : "");
        }

        return words;
    }
}
