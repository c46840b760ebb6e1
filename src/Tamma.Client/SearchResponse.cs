namespace Tamma.Client;

/// <summary>A page of what was found, and how the question was read.</summary>
public sealed record SearchResponse
{
    /// <summary>The rows, best first. A page that would stay empty is filled with rows that miss something and say what.</summary>
    public required IReadOnlyList<SearchRowResponse> Data { get; init; }

    /// <summary>How many satisfy all, on all pages; rows that miss something are not among them.</summary>
    public int Total { get; init; }

    /// <summary>How the question was read.</summary>
    public required SearchReadingResponse ReadAs { get; init; }

    /// <summary>How the answer was found; null where nobody asked.</summary>
    public SearchPlanResponse? Plan { get; init; }

    /// <summary>Models that satisfy all else, by why they are not shown: <c>free</c>, <c>unknown price</c>, <c>unknown context</c>, <c>hidden</c>; null when none.</summary>
    public IReadOnlyDictionary<string, int>? LeftOut { get; init; }

    /// <summary>How many more are known that no connection offers; null when they were asked for too.</summary>
    public int? KnownElsewhere { get; init; }

    /// <summary>What would make them callable, or what else to try; null where enough was found.</summary>
    public string? Advice { get; init; }

    /// <summary>The nearest questions that find more, where this one finds nobody, or one or two; null elsewhere, and where none is near.</summary>
    public IReadOnlyList<RelaxedResponse>? Relaxed { get; init; }

    /// <summary>Counts by value of each field that was asked for; null where none was.</summary>
    public IReadOnlyList<FacetResponse>? Facets { get; init; }

    /// <summary>Where the next page starts; null on the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the index that answered. All pages of one search are of one position.</summary>
    public long Position { get; init; }
}

/// <summary>A question that gives something up and finds more; to be sent with <see cref="ModelSearchRequest.ReadWords"/> false.</summary>
public sealed record RelaxedResponse
{
    /// <summary>The conditions that are given up, as filters; none where the words are.</summary>
    public required IReadOnlyList<string> Drop { get; init; }

    /// <summary>The bound that stands in the place of the one that is given up; null where it is dropped.</summary>
    public string? Instead { get; init; }

    /// <summary>What is looked for as text; null where nothing is.</summary>
    public string? Text { get; init; }

    /// <summary>Everything that must hold.</summary>
    public required string Filter { get; init; }

    /// <summary>How many satisfy it.</summary>
    public int Total { get; init; }
}

/// <summary>A model that was found.</summary>
public sealed record SearchRowResponse : SearchRankResponse
{
    /// <summary>The model, without its offers.</summary>
    public required ModelResponse Model { get; init; }
}

/// <summary>Why a row stands where it stands.</summary>
public record SearchRankResponse
{
    /// <summary>Points, comparable within one answer.</summary>
    public double Score { get; init; }

    /// <summary>Conditions that it does not satisfy, and words in quotes that it does not have; null where it satisfies all.</summary>
    public IReadOnlyList<string>? Missed { get; init; }

    /// <summary>True where it has none of the words and lies near to what they mean.</summary>
    public bool? Meant { get; init; }

    /// <summary>What made its rank; null where nobody asked.</summary>
    public ExplanationResponse? Explanation { get; init; }

    /// <summary>The listings that the row stands for; null where it stands for itself.</summary>
    public ListingGroupResponse? Group { get; init; }
}

/// <summary>Listings of one canonical model, each of which satisfies the whole question.</summary>
public sealed record ListingGroupResponse
{
    /// <summary>The canonical model's id.</summary>
    public required string Canonical { get; init; }

    /// <summary>How many listings.</summary>
    public int Listings { get; init; }

    /// <summary>At how many providers.</summary>
    public int Providers { get; init; }

    /// <summary>How many cost nothing for a token; null when none.</summary>
    public int? Free { get; init; }

    /// <summary>The lowest price above zero of one of them, three tokens in for one out, in dollars for a million; null where none states any.</summary>
    public decimal? FromPrice { get; init; }

    /// <summary>The key of the listing that has it.</summary>
    public string? Cheapest { get; init; }
}

/// <summary>What made the rank of a row: first what it misses, then the order that was asked for, then its points.</summary>
public sealed record ExplanationResponse
{
    /// <summary>The order that was asked for; null where the points decide.</summary>
    public string? Order { get; init; }

    /// <summary>How near it lies to what was meant, from 0 to 1; null where that had no say.</summary>
    public double? Nearness { get; init; }

    /// <summary>Where two lists were put together: the points that made its rank in the list of those that have the words. Null elsewhere.</summary>
    public IReadOnlyList<RankFactorResponse>? OfWords { get; init; }

    /// <summary>All factors; their points are the score. Where two lists were put together, 60 / (60 + rank) in each.</summary>
    public required IReadOnlyList<RankFactorResponse> Factors { get; init; }
}

/// <summary>One factor of a rank.</summary>
public sealed record RankFactorResponse
{
    /// <summary>What it is about.</summary>
    public required string Name { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double Value { get; init; }

    /// <summary>Points for a value of 1.</summary>
    public double Weight { get; init; }
}

/// <summary>How a question was read.</summary>
public sealed record SearchReadingResponse
{
    /// <summary>What was understood as a condition or an order, in the order of the words.</summary>
    public required IReadOnlyList<ConstraintResponse> Constraints { get; init; }

    /// <summary>Everything that must hold, one by one as people read it, then wishes and orders that were found in words.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>What is looked for as text.</summary>
    public required IReadOnlyList<SearchTermResponse> Terms { get; init; }

    /// <summary>Words that say nothing here.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    /// <summary>Words in whose place a synonym of the operator's was read; null where none was.</summary>
    public IReadOnlyList<SynonymUseResponse>? Synonyms { get; init; }

    /// <summary>
    /// What is looked for as text, to be sent back as <see cref="ModelSearchRequest.Q"/> with <see cref="ModelSearchRequest.ReadWords"/> false;
    /// null where nothing is.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Everything that must hold, from words, filter and parameters, as one filter; to be changed and sent back.</summary>
    public required string Filter { get; init; }

    /// <summary>What orders and excludes nothing, each as a filter, the first weighs most; to be changed and sent back. What nobody said but most mean is among them.</summary>
    public IReadOnlyList<string> Prefer { get; init; } = [];

    /// <summary>The order, as <c>sort</c> takes it; null for the best first.</summary>
    public string? Sort { get; init; }

    /// <summary><c>mine</c> or <c>all</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>What answered: <c>hybrid</c>, <c>lexical</c> or <c>semantic</c>. Lexical too where no word means anything beside the names.</summary>
    public required string Mode { get; init; }

    /// <summary>What the meaning of the words had to do with it; null where nothing. Of such an answer the rest of this cannot be sent back for the same rows.</summary>
    public MeantResponse? Meant { get; init; }
}

/// <summary>A word in whose place a phrase was read.</summary>
public sealed record SynonymUseResponse
{
    /// <summary>As it was written, folded.</summary>
    public required string Word { get; init; }

    /// <summary>What was read.</summary>
    public required string Phrase { get; init; }
}

/// <summary>A condition that was found in words.</summary>
public sealed record ConstraintResponse
{
    /// <summary>The words that said it.</summary>
    public required string Words { get; init; }

    /// <summary>The condition for people: <c>context>=200k</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The field that it is about.</summary>
    public required string Field { get; init; }

    /// <summary><c>is</c>, <c>has</c>, <c>at_least</c>, <c>above</c>, <c>at_most</c>, <c>below</c>, <c>ascending</c> or <c>descending</c>.</summary>
    public required string Op { get; init; }

    /// <summary>What it is compared with; alternatives have <c>|</c> between them. Null of an order.</summary>
    public string? Value { get; init; }

    /// <summary>True where it must not hold.</summary>
    public bool? Not { get; init; }

    /// <summary>True of a wish: it orders what is found and excludes nothing.</summary>
    public bool? Soft { get; init; }

    /// <summary>The same in the filter language; null of an order.</summary>
    public string? Filter { get; init; }
}

/// <summary>A word that is looked for as text.</summary>
public sealed record SearchTermResponse
{
    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    /// <summary>What is looked for instead, because nothing is called as it was written.</summary>
    public string? Corrected { get; init; }

    /// <summary>True where no model has it, so that it is not asked for.</summary>
    public bool? Unknown { get; init; }
}

/// <summary>How the models that were found fall apart by one field. What the question selects of a field does not narrow that field's own counts.</summary>
public sealed record FacetResponse
{
    /// <summary>The field's name.</summary>
    public required string Field { get; init; }

    /// <summary>At most 20, most first; ranges from low to high.</summary>
    public required IReadOnlyList<FacetValueResponse> Values { get; init; }

    /// <summary>How many do not state it.</summary>
    public int Unknown { get; init; }

    /// <summary>How many different values more there are; null when none.</summary>
    public int? Others { get; init; }
}

/// <summary>One value, or one range of numbers.</summary>
public sealed record FacetValueResponse
{
    /// <summary>The value, or the range as people read it.</summary>
    public required string Value { get; init; }

    /// <summary>How many have it.</summary>
    public int Count { get; init; }

    /// <summary>Of a range: the least that belongs to it; null where it has no bottom.</summary>
    public decimal? From { get; init; }

    /// <summary>Of a range: the least that no longer belongs to it; null where it has no top.</summary>
    public decimal? Below { get; init; }
}
