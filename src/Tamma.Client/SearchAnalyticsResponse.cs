namespace Tamma.Client;

/// <summary>What was asked in some days, as sums; nothing of who asked.</summary>
public sealed record SearchAnalyticsResponse
{
    /// <summary>Questions that were asked often enough to be shown, in the order asked for.</summary>
    public required IReadOnlyList<AskedFormResponse> Data { get; init; }

    /// <summary>All that was asked, the rare questions among it.</summary>
    public required AskedCountsResponse All { get; init; }

    /// <summary>How many questions there are that were asked often enough; a page may show fewer.</summary>
    public int Shown { get; init; }

    /// <summary>How many were not, and are only summed up.</summary>
    public int Rare { get; init; }

    /// <summary>The sum of these; null where there is none.</summary>
    public AskedCountsResponse? RareCounts { get; init; }

    /// <summary>A question is shown once it was asked so often in these days.</summary>
    public int MinCount { get; init; }

    /// <summary>Searches that were not counted, because too many came at once.</summary>
    public long Dropped { get; init; }

    /// <summary>False where nothing is counted now.</summary>
    public bool Enabled { get; init; }

    /// <summary>The first day, in UTC.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day; it is not over yet.</summary>
    public DateOnly To { get; init; }
}

/// <summary>A question as it is counted: folded words and conditions in one order.</summary>
public sealed record AskedFormResponse
{
    /// <summary>
    /// The whole of it for people. <c>(withheld)</c> sums up questions with what may be a secret, an address or a long number in them;
    /// <c>(others)</c> those beyond the bound of a day; <c>(everything)</c> asks for nothing in particular.
    /// </summary>
    public required string Form { get; init; }

    /// <summary>What was looked for as text; null where nothing was.</summary>
    public string? Text { get; init; }

    /// <summary>What had to hold, in the filter language; null where nothing had.</summary>
    public string? Filter { get; init; }

    /// <summary>What was wished for, in the filter language, semicolons between; null where nothing was.</summary>
    public string? Prefer { get; init; }

    /// <summary>The order that was asked for, <c>-</c> before it for the highest first; null for the best first.</summary>
    public string? Sort { get; init; }

    /// <summary><c>mine</c> or <c>all</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>Words that no model had when it was last asked; null where there is none.</summary>
    public IReadOnlyList<string>? Unknown { get; init; }

    /// <summary>What was counted of it.</summary>
    public required AskedCountsResponse Counts { get; init; }
}

/// <summary>What is counted of questions.</summary>
public sealed record AskedCountsResponse
{
    /// <summary>How often they were asked.</summary>
    public long Asked { get; init; }

    /// <summary>How often nobody was found.</summary>
    public long Zero { get; init; }

    /// <summary>How often near misses or nearest questions stood in for what was missing.</summary>
    public long StoodIn { get; init; }

    /// <summary>Milliseconds within which half of the searches were done, without network and without writing the answer; true to a factor of 1.42. Null where none was.</summary>
    public double? P50Ms { get; init; }

    /// <summary>The same of 99 of a hundred.</summary>
    public double? P99Ms { get; init; }

    /// <summary>How often so many were found.</summary>
    public required AskedResultsResponse Results { get; init; }
}

/// <summary>How often how many were found.</summary>
public sealed record AskedResultsResponse
{
    /// <summary>Nobody.</summary>
    public long None { get; init; }

    /// <summary>One.</summary>
    public long One { get; init; }

    /// <summary>2 to 5.</summary>
    public long Few { get; init; }

    /// <summary>6 to 20.</summary>
    public long Page { get; init; }

    /// <summary>21 to 100.</summary>
    public long Many { get; init; }

    /// <summary>More than 100.</summary>
    public long More { get; init; }
}
