using System.Collections.Immutable;

namespace Tamma.Search;

/// <summary>How a question was answered: the conditions in the order in which they were applied, and how the text was looked up.</summary>
/// <param name="Models">How many the index has that may be seen at all: not removed, not hidden, within the scope.</param>
/// <param name="Steps">Most selective first. It ends early where nothing is left.</param>
/// <param name="Terms">What was looked up for each word of the text.</param>
/// <param name="Way">How the order was made.</param>
public sealed record SearchPlan(int Models, ImmutableArray<PlanStep> Steps, ImmutableArray<PlanTerm> Terms, PlanWay Way);

/// <summary>One condition.</summary>
/// <param name="Condition">In the filter language.</param>
/// <param name="Count">Models of the index for which it is true.</param>
/// <param name="Left">How many were left after it.</param>
public readonly record struct PlanStep(string Condition, int Count, int Left);

/// <summary>One word of the text.</summary>
/// <param name="Text">The term that was looked for.</param>
/// <param name="Terms">Terms of the dictionary that answer to it: itself, synonyms, other spellings, what begins so.</param>
/// <param name="Examples">The first few of them.</param>
/// <param name="Postings">Entries that were read for them.</param>
/// <param name="Models">Models that have one of them.</param>
public sealed record PlanTerm(string Text, int Terms, ImmutableArray<string> Examples, int Postings, int Models);

/// <summary>How the order of a page was made.</summary>
public enum PlanWay
{
    /// <summary>Those that satisfy the conditions are read in an order that was made with the index, until the page is full.</summary>
    Ordered,

    /// <summary>Each that satisfies the conditions and has the text is ranked.</summary>
    Ranked,

    /// <summary>The same, and those that miss something too, because there are fewer than a page.</summary>
    RankedWithMisses,
}
