namespace Tamma.Filters;

/// <summary>What a field's value is when it is known. Every field may be unknown.</summary>
public enum FilterType
{
    /// <summary>Exact decimal.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Compared without regard to case; it has no order.</summary>
    Text,

    /// <summary>A set of texts, which holds what it names and nothing else.</summary>
    Words,

    /// <summary>A day, a month or a year.</summary>
    Date,
}
