using Tamma.Benchmarks.Statistics;

namespace Tamma.Load.Prompts;

/// <summary>
/// Text of a wished length that no licence covers: 256 everyday words of three letters. With the space before it each is four characters, and one token of OpenAI's o200k and cl100k
/// (a test encodes them again); the vocabularies of others have words as common as whole ones too. So a length in tokens is exact where the tokenizer is known, and four characters
/// a token, the usual estimate, elsewhere: the same text is sent to all models.
/// </summary>
internal static class Words
{
    /// <summary>Words of a mark: 64 bits.</summary>
    public const int InMark = 8;

    /// <summary>Characters of a word and the space before it.</summary>
    public const int Pitch = 4;

    private static readonly string[] s_words =
        ("the and for you day man sun sea red air arm art ask bad bag bar bat bay bed bee big bit bow box boy bus but buy can cap car cat cow cry cup cut "
        + "dad dig dog dry due ear eat egg end eye fan far fee few fig fit fix fly fox fun fur gap gas get got had ham has hat hay hid hot how hub hum ice "
        + "ink inn ion jam jar jet job joy key kid kit lab lad lap law lay led leg let lid lip lit log lot low mad map mat max may men met mid mix mom nap "
        + "net new nod nor not now nut odd off oil old one our out owl own pad pan par pat pay per pet pie pig pin pit pop pot pub put rag ran rat raw ray "
        + "rid rim rip row rub rug run sad sat say see set sip sit six ski sky son spy sum tab tag tan tar tax tea ten tie tin tip ton too top toy try two "
        + "use vet via was way web who why win won yes yet all any are did its age ago aid aim ale ant ape apt arc ark ash axe bet bid bin bug cop cue cur "
        + "den dim dot ego elm era fin gem gin hip hog jaw jug kin lag lob pal peg pod rot rum urn vat wig wit add act fir orb ore sub tee vim ply rig tor "
        + "wow pen van him").Split(' ');

    public static ReadOnlySpan<string> All => s_words;

    /// <summary>So many words, parted by spaces.</summary>
    public static string Of(int count, SeededDice dice) => string.Create(Math.Max(0, (count * Pitch) - 1), dice, static (text, dice) =>
    {
        for (var at = 0; at < text.Length; at += Pitch)
        {
            Put(text[at..], s_words[dice.Below(s_words.Length)]);
        }
    });

    /// <summary>What no other request of a run begins with.</summary>
    /// <param name="number">One of 2^64; each has words of its own.</param>
    /// <param name="count">Of words, up to <see cref="InMark"/>; fewer are not as unlike.</param>
    /// <param name="mark">Where they are written, parted by spaces: <c>4 · count - 1</c> bytes.</param>
    public static void Mark(ulong number, int count, Span<byte> mark)
    {
        for (var i = 0; i < count; i++)
        {
            var word = s_words[(byte)(number >> (8 * i))];
            for (var letter = 0; letter < word.Length; letter++)
            {
                mark[(i * Pitch) + letter] = (byte)word[letter];
            }

            if (i < count - 1)
            {
                mark[(i * Pitch) + word.Length] = (byte)' ';
            }
        }
    }

    private static void Put(Span<char> text, string word)
    {
        word.CopyTo(text);
        if (text.Length > word.Length)
        {
            text[word.Length] = ' ';
        }
    }
}
