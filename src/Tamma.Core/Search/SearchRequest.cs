using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Embedding;

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

    /// <summary>What must hold beside all that. Never given up for a fuller page either.</summary>
    public FilterExpression Filter { get; init; } = FilterExpression.Everything;

    /// <summary>
    /// What orders those that satisfy all, and excludes none; the first weighs most. Null for what the words wish for and what most who ask mean;
    /// given, it stands in place of the latter, and comes before <see cref="Sort"/>.
    /// </summary>
    public ImmutableArray<FilterExpression>? Prefer { get; init; }

    /// <summary>Instead of the rank. Of what it is not known of comes last; near misses come after all others.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>Fields by whose values the models that were found are counted.</summary>
    public ImmutableArray<FilterField> Facets { get; init; } = [];

    /// <summary>
    /// One row for all listings of a canonical model that satisfy the whole question, and no near misses. Totals then count canonical models; facets
    /// go on counting listings.
    /// </summary>
    public bool Collapse { get; init; }

    /// <summary>Whether what is left out because a value is not known, or free, is counted.</summary>
    public bool CountLeftOut { get; init; }

    /// <summary>Whether what the words mean counts beside the words.</summary>
    public SearchMode Mode { get; init; }

    /// <summary>The vector of the text by an embedding server; null to go by the vectors that come with the program.</summary>
    public QueryMeaning? Meaning { get; init; }

    /// <summary>False takes all words as text, and as nothing more.</summary>
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

/// <summary>An order by a field: numbers and dates by size, texts without regard to case.</summary>
public sealed record SearchSort(FilterField Field, bool Descending = false);
