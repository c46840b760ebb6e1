using System.Text;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Load.Prompts;

/// <summary>Text of a wished length that no cache has seen and no licence covers: everyday words, drawn by a seed.</summary>
internal static class Filler
{
    /// <summary>What a token is taken for where no tokenizer is known: OpenAI's rule of thumb for English.</summary>
    public const int CharactersPerToken = 4;

    private static readonly string[] s_words =
        ("river stone morning paper window garden letter winter candle bridge market little yellow quiet number seven cross under after while "
        + "people water light house story small large early walks brings keeps opens turns holds finds leaves begins travels listens answers "
        + "north south city road field cloud table kitchen school train music color silver simple broken gentle heavy empty sudden distant "
        + "and then but for with from into over near along between behind before because until every other first second last many few").Split(' ');

    public static string Of(int tokens, SeededDice dice)
    {
        var length = tokens * CharactersPerToken;
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            text.Append(s_words[dice.Below(s_words.Length)]).Append(dice.Below(12) == 0 ? ". " : " ");
        }

        return text.ToString(0, length).TrimEnd();
    }
}
