using System.Collections.Immutable;

namespace Tamma.Search;

/// <summary>How a query was read: what was understood, with the words that said it, and what stayed text.</summary>
/// <param name="Text">What was written.</param>
/// <param name="Constraints">In the order of the words.</param>
/// <param name="Terms">What is looked for as text.</param>
/// <param name="Ignored">Words that say nothing here.</param>
public sealed record QueryReading(string Text, ImmutableArray<Constraint> Constraints, ImmutableArray<QueryTerm> Terms, ImmutableArray<string> Ignored)
{
    public static QueryReading Empty { get; } = new("", [], [], []);
}

/// <summary>A word that is looked for as text.</summary>
/// <param name="Text">The term, folded.</param>
/// <param name="Typing">The writer may not be done with it: what begins so is meant too.</param>
public sealed record QueryTerm(string Text, bool Typing = false)
{
    /// <summary>A point follows that no number follows yet: a version is being typed.</summary>
    public bool IsOpenVersion { get; init; }

    /// <summary>It stands before a slash: who makes or sells it, and not what it is called.</summary>
    public bool IsPath { get; init; }

    /// <summary>It stands behind a colon and says which of several.</summary>
    public bool IsVariant { get; init; }

    /// <summary>Another spelling that is looked for, because nothing is called as it was written.</summary>
    public string? Corrected { get; init; }

    public override string ToString() => Corrected is null ? Text : $"{Corrected} (written {Text})";
}
