namespace Tamma.Search.Analytics;

/// <summary>Whether and how searches are counted. For how long they are kept is a matter of retention.</summary>
public sealed record AnalyticsOptions
{
    public const int DefaultMinCount = 2;

    /// <summary>False counts nothing; what was counted before can still be read, until it is too old.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// A form is shown once it was asked so many times in the days of a report; rarer ones are summed up without their words. Two by default: what is
    /// pasted by accident comes once, and what is missed comes again.
    /// </summary>
    public int MinCount { get; init; } = DefaultMinCount;

    /// <summary>So many different forms of a day are told apart; those beyond are one.</summary>
    public int MostForms { get; init; } = 2_000;
}
