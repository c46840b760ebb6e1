using System.Text;

namespace Tamma.Providers.ZenMcp;

/// <summary>Splits a line of arguments as a shell does: blanks part words, quotes keep them together, a backslash takes the next letter as it is. Nothing is expanded and no shell runs.</summary>
internal static class CommandWords
{
    /// <returns>Null when a quote is not closed.</returns>
    public static List<string>? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        for (var at = 0; at < line.Length; at++)
        {
            var letter = line[at];
            if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }

                isWord = false;
                continue;
            }

            isWord = true;
            if (letter == '\\' && at + 1 < line.Length && (quote == '\0' || (quote == '"' && line[at + 1] is '"' or '\\')))
            {
                word.Append(line[++at]);
            }
            else if (quote == '\0' && letter is '\'' or '"')
            {
                quote = letter;
            }
            else if (letter == quote)
            {
                quote = '\0';
            }
            else
            {
                word.Append(letter);
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return quote == '\0' ? words : null;
    }
}
