using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>What people call the fields that they compare: see <c>Words/fields.txt</c>.</summary>
internal static class FieldWords
{
    public static PhraseTable<string> Table { get; } = new(Data.Lines("fields.txt")
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .SelectMany(parts => parts[1].Split('|', StringSplitOptions.TrimEntries).Select(words => (ProviderNames.Phrase(words), parts[0])))
        .DistinctBy(pair => pair.Item1, StringComparer.Ordinal));

    /// <summary>Whether what is above the bound is wanted where nothing says which.</summary>
    public static bool WantsMore(string field) => field.StartsWith("limit.", StringComparison.Ordinal) || field is "release_date" or "knowledge" or "last_updated" or "cache_discount";

    public static bool IsDate(string field) => field is "release_date" or "knowledge" or "last_updated";

    public static bool IsNumber(string field) => IsDate(field) || field.StartsWith("limit.", StringComparison.Ordinal) || field.StartsWith("cost.", StringComparison.Ordinal) || field is "price" or "size_b" or "cache_discount";
}
