namespace Tamma.Filters;

/// <summary>
/// Kleene's three values, in order: "and" is the least, "or" the greatest, "not" turns the order round. What nobody states is
/// neither true nor false, and neither is its opposite; a row matches only what is <see cref="Yes"/> of it.
/// </summary>
public enum FilterTruth
{
    No,
    Unknown,
    Yes,
}

public static class FilterTruths
{
    public static FilterTruth Of(bool isSo) => isSo ? FilterTruth.Yes : FilterTruth.No;

    public static FilterTruth And(this FilterTruth a, FilterTruth b) => a < b ? a : b;

    public static FilterTruth Or(this FilterTruth a, FilterTruth b) => a > b ? a : b;

    public static FilterTruth Not(this FilterTruth truth) => FilterTruth.Yes - (int)truth;
}
