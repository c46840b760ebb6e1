using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Search;

/// <summary>What is looked for.</summary>
public sealed record SearchRequest(string Text)
{
    public const int DefaultLimit = 20;
    public const int MostLimit = 200;

    public ModelScope Scope { get; init; } = ModelScope.Mine;

    public Hiding Hidden { get; init; }

    /// <summary>Conditions beside those that are found in the words. They are never given up for a fuller page.</summary>
    public ImmutableArray<Constraint> Constraints { get; init; } = [];

    /// <summary>False takes all words as text.</summary>
    public bool ReadWords { get; init; } = true;

    /// <summary>Whether models that miss a condition fill a page that would stay empty; each says what it misses.</summary>
    public bool NearMisses { get; init; } = true;

    /// <summary>How many come before the page.</summary>
    public int Skip { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The day on which <c>this year</c> is said.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Whether each row tells its factors.</summary>
    public bool Explain { get; init; }
}
