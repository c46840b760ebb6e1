using System.Collections.Immutable;
using Tamma.Search.Analytics;

namespace Tamma.Server.Settings;

/// <summary>The section <c>search</c>.</summary>
internal static class SearchSettings
{
    private const string SynonymSection = "search.synonyms";

    public static AnalyticsOptions ReadAnalytics(SettingSet settings)
    {
        var defaults = new AnalyticsOptions();
        return defaults with
        {
            Enabled = settings.GetValue<bool>("search.analytics.enabled") ?? defaults.Enabled,
            MinCount = settings.GetValue<int>("search.analytics.min_count") ?? defaults.MinCount,
        };
    }

    public static SearchSynonyms ReadSynonyms(SettingSet settings)
    {
        Dictionary<string, (string Word, ImmutableArray<string> Phrases)> words = new(StringComparer.Ordinal);
        foreach (var (path, phrases) in settings.ListsUnder(SynonymSection))
        {
            // Another spelling of a word would silently stand in the place of the first.
            var word = SearchSynonyms.WordOf(path[(SynonymSection.Length + 1)..]);
            if (word is null || !words.TryAdd(word, (word, [.. phrases])))
            {
                var raw = settings.Raw(path)!;
                settings.Mistakes.Add(new(raw.Written, raw.Place, word is null ? "is not one word as search cuts questions into words; name one, and write what it stands for as phrases" : $"is '{word}' to search, which is set already"));
            }
        }

        return words.Count == 0 ? SearchSynonyms.None : SearchSynonyms.Of(words.Values);
    }
}
