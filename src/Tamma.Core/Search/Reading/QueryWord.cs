using System.Buffers;
using Tamma.Search.Names;

namespace Tamma.Search.Reading;

/// <summary>A word of a query and what stands before it.</summary>
internal sealed class QueryWord
{
    private static readonly SearchValues<char> s_breaks = SearchValues.Create(" \t\r\n<>=,;()[]!\"'$|&");

    /// <summary>The term, folded: see <see cref="NameTokens"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The signs between the word before and this one, without white space.</summary>
    public required string Before { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>False inside of a name: <c>embedding</c> in <c>text-embedding-3-small</c>.</summary>
    public required bool Begins { get; init; }

    /// <summary>Its number in the dictionary; below zero where no model is called so.</summary>
    public int Term { get; set; } = -1;

    /// <summary>What it is taken for, since nobody knows it as it is written.</summary>
    public string? Corrected { get; set; }

    public string Meant => Corrected ?? Text;

    /// <summary>Numbers with spaces between are a version or a date where names have such a one: <c>gpt 4 1 mini</c>, <c>2024 08 06</c>.</summary>
    public static QueryWord[] Join(QueryWord[] words, Func<string, bool> isKnown)
    {
        List<QueryWord> joined = [];
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (i + 2 < words.Length && word.Text.Length == 4 && IsNext(words[i + 1]) && IsNext(words[i + 2]) && isKnown($"{word.Text}{words[i + 1].Text}{words[i + 2].Text}"))
            {
                joined.Add(word.With($"{word.Text}{words[i + 1].Text}{words[i + 2].Text}", words[i + 2].End));
                i += 2;
            }
            else if (joined.Count > 0 && IsNext(word) && IsVersion(joined[^1].Text) && isKnown($"{joined[^1].Text}.{word.Text}"))
            {
                joined[^1] = joined[^1].With($"{joined[^1].Text}.{word.Text}", word.End);
            }
            else
            {
                joined.Add(word);
            }
        }

        return [.. joined];
    }

    private static bool IsNext(QueryWord word) => word.Before.Length == 0 && word.Begins && word.Text.Length <= 2 && word.Text.All(char.IsAsciiDigit);

    /// <summary>4, 04, v3 or k2.</summary>
    private static bool IsVersion(string text) => text.Length <= 2 && char.IsAsciiDigit(text[^1]) && char.IsAsciiLetterOrDigit(text[0]);

    private QueryWord With(string text, int end) => new() { Text = text, Before = Before, Start = Start, End = end, Begins = Begins };

    public static QueryWord[] Split(string query)
    {
        List<QueryWord> words = [];
        var folded = Fold.Text(query);
        var tokens = new NameTokens(folded, stackalloc char[NameTokens.Longest]);
        var end = 0;
        while (tokens.MoveNext())
        {
            var between = folded.AsSpan(end, tokens.Start - end);
            words.Add(new()
            {
                Text = tokens.Current.ToString(),
                Before = string.Concat(between.ToString().Where(sign => !char.IsWhiteSpace(sign))),
                Start = tokens.Start,
                End = tokens.End,
                Begins = words.Count == 0 || between.ContainsAny(s_breaks),
            });
            end = tokens.End;
        }

        return [.. words];
    }

    public override string ToString() => Meant;
}
