namespace Tamma.Filters;

/// <param name="Text">Of a string, without its quotes.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, int Position, int Length, string Text)
{
    public int End => Position + Length;

    /// <summary>A word that was not quoted, whatever its case.</summary>
    public bool Is(string word) => Kind is FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

internal enum FilterTokenKind
{
    End,
    Word,
    Quoted,
    Open,
    Close,
    Comma,

    /// <summary><c>..</c></summary>
    Range,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Match,
    NoMatch,
    Not,
    And,
    Or,

    /// <summary>Of no kind; its text says what is wrong.</summary>
    Bad,
}
