using System.Buffers;

namespace Tamma.Filters;

/// <summary>Cuts a text into tokens. Words hold what model ids hold, so that those need no quotes.</summary>
internal static class FilterLexer
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create("_-.:/@+$%#");

    private static readonly (string Text, FilterTokenKind Kind)[] s_symbols =
    [
        ("==", FilterTokenKind.Equal), ("!=", FilterTokenKind.Unequal), ("<>", FilterTokenKind.Unequal), ("<=", FilterTokenKind.AtMost),
        (">=", FilterTokenKind.AtLeast), ("!~", FilterTokenKind.NoMatch), ("=~", FilterTokenKind.Match), ("&&", FilterTokenKind.And),
        ("||", FilterTokenKind.Or), ("..", FilterTokenKind.Range), ("=", FilterTokenKind.Equal), ("<", FilterTokenKind.Less),
        (">", FilterTokenKind.Greater), ("~", FilterTokenKind.Match), ("!", FilterTokenKind.Not), ("(", FilterTokenKind.Open),
        (")", FilterTokenKind.Close), (",", FilterTokenKind.Comma), ("≤", FilterTokenKind.AtMost), ("≥", FilterTokenKind.AtLeast),
        ("≠", FilterTokenKind.Unequal),
    ];

    public static FilterToken Next(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        if (position == text.Length)
        {
            return new(FilterTokenKind.End, position, 0, "");
        }

        if (text[position] is '"' or '\'')
        {
            return Quoted(text, position);
        }

        var end = EndOfWord(text, position);
        return end > position ? new(FilterTokenKind.Word, position, end - position, text[position..end]) : Symbol(text, position);
    }

    /// <summary>Whether it is one word, which needs no quotes.</summary>
    public static bool IsWord(string text) => text.Length > 0 && EndOfWord(text, 0) == text.Length;

    private static int EndOfWord(string text, int position)
    {
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || s_marks.Contains(text[position])))
        {
            if (text.AsSpan(position).StartsWith("..", StringComparison.Ordinal))
            {
                break;
            }

            position++;
        }

        return position;
    }

    /// <summary>A quote within is written twice. A backslash is a backslash: regular expressions need many.</summary>
    private static FilterToken Quoted(string text, int start)
    {
        var quote = text[start];
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != quote)
            {
                continue;
            }

            if (at + 1 < text.Length && text[at + 1] == quote)
            {
                at++;
                continue;
            }

            var twice = new string(quote, 2);
            return new(FilterTokenKind.Quoted, start, at + 1 - start, text[(start + 1)..at].Replace(twice, twice[..1], StringComparison.Ordinal));
        }

        return new(FilterTokenKind.Bad, start, text.Length - start, $"The quote {quote} is never closed.");
    }

    private static FilterToken Symbol(string text, int position)
    {
        foreach (var (symbol, kind) in s_symbols)
        {
            if (text.AsSpan(position).StartsWith(symbol, StringComparison.Ordinal))
            {
                return new(kind, position, symbol.Length, symbol);
            }
        }

        var letter = text[position];
        return new(FilterTokenKind.Bad, position, 1, letter switch
        {
            '*' => "There are no wildcards. Write 'starts with', 'ends with', 'contains', or ~ with a regular expression.",
            _ when char.IsControl(letter) || char.IsSurrogate(letter) => "This character means nothing here. Put text that holds it in quotes.",
            _ => $"'{letter}' means nothing here. Put text that holds it in quotes.",
        });
    }
}
