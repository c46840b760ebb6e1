namespace Tamma.Catalog;

/// <summary>
/// Names a model: the provider and the id that it has there, <c>openrouter/anthropic/claude-opus-4.8</c>. Split at the first
/// slash only; ids may hold <c>/</c>, <c>:</c> and <c>@</c>. An empty id names the provider's own row.
/// </summary>
public readonly record struct ModelKey(string Provider, string Id) : IComparable<ModelKey>
{
    /// <summary>Longest provider and longest id that we accept, in characters.</summary>
    public const int LongestPart = 512;

    /// <summary>
    /// Stands in the provider's place for what is said of a model whoever serves it: <c>canonical/anthropic/claude-opus-4-8</c>.
    /// Such rows are claimed, versioned and compared as all others, and are no models that anybody offers.
    /// </summary>
    public const string Canonical = "canonical";

    public bool IsProvider => Id.Length == 0;

    public bool IsCanonical => Provider == Canonical;

    public static ModelKey ForProvider(string provider) => new(provider, "");

    public static bool TryParse(ReadOnlySpan<char> text, out ModelKey key)
    {
        var slash = text.IndexOf('/');
        if (slash <= 0 || slash == text.Length - 1 || slash > LongestPart || text.Length - slash > LongestPart)
        {
            key = default;
            return false;
        }

        key = new(text[..slash].ToString(), text[(slash + 1)..].ToString());
        return true;
    }

    public int CompareTo(ModelKey other) =>
        string.CompareOrdinal(Provider, other.Provider) is not 0 and var byProvider
            ? byProvider
            : string.CompareOrdinal(Id, other.Id);

    public override string ToString() => IsProvider ? Provider : $"{Provider}/{Id}";
}
