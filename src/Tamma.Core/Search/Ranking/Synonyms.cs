using System.Collections.Frozen;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>Terms that stand for others: see <c>Words/synonyms.txt</c>.</summary>
internal static class Synonyms
{
    private static readonly FrozenDictionary<string, string[]> s_terms = Data.Lines("synonyms.txt")
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .ToFrozenDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(term => term != parts[0]).ToArray(), StringComparer.Ordinal);

    public static string[] Of(string term) => s_terms.GetValueOrDefault(term, []);
}
