using System.Collections.Frozen;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>What people call the fields that they compare: see <c>Words/fields.txt</c>.</summary>
internal sealed class FieldWords
{
    private readonly FrozenDictionary<string, string> _fields;
    private readonly int _longest;

    private FieldWords(FrozenDictionary<string, string> fields)
    {
        _fields = fields;
        _longest = fields.Keys.Max(phrase => phrase.Count(letter => letter == ' ') + 1);
    }

    public static FieldWords Standard { get; } = new(Data.Lines("fields.txt")
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .SelectMany(parts => parts[1].Split('|', StringSplitOptions.TrimEntries).Select(words => (Words: ProviderNames.Phrase(words), Field: parts[0])))
        .DistinctBy(pair => pair.Words, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Words, pair => pair.Field, StringComparer.Ordinal));

    /// <summary>The longest name of a field that begins at a word; one word more of a chunk may follow.</summary>
    public string? Match(ReadOnlySpan<QueryWord> words, int at, out int end)
    {
        string? found = null;
        end = at;
        var phrase = "";
        for (var length = 1; length <= _longest && at + length <= words.Length; length++)
        {
            phrase = length == 1 ? words[at].Meant : $"{phrase} {words[at + length - 1].Meant}";
            if (_fields.TryGetValue(phrase, out var field))
            {
                (found, end) = (field, at + length);
            }
        }

        return found;
    }

    /// <summary>Whether what is above the bound is wanted where nothing says which.</summary>
    public static bool WantsMore(string field) => field.StartsWith("limit.", StringComparison.Ordinal) || field is "release_date" or "knowledge" or "last_updated" or "cache_discount";

    public static bool IsDate(string field) => field is "release_date" or "knowledge" or "last_updated";

    public static bool IsNumber(string field) => IsDate(field) || field.StartsWith("limit.", StringComparison.Ordinal) || field.StartsWith("cost.", StringComparison.Ordinal) || field is "size_b" or "cache_discount";
}
