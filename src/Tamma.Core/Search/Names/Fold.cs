namespace Tamma.Search.Names;

/// <summary>Letters as search compares them: lower case, without accents, full-width forms as plain ones. One character stays one character.</summary>
public static class Fold
{
    /// <summary>What the letters from U+00C0 to U+017F are without their accents; a dot stands for what is no letter.</summary>
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        + "llllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const char FirstLatin = '\u00C0';
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';

    public static char Letter(char letter)
    {
        if (letter < 0x80)
        {
            return char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
        }

        return letter is >= FirstLatin && letter - FirstLatin < Latin.Length ? Latin[letter - FirstLatin]
            : letter is >= FirstFullWidth and <= LastFullWidth ? Letter((char)(letter - FullWidthOffset))
            : letter is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' ? '-'
            : char.ToLowerInvariant(letter);
    }

    public static string Text(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = Letter(text[i]);
        }
    });
}
