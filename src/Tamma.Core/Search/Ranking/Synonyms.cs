using System.Collections.Frozen;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>Terms that stand for others: see <c>Words/synonyms.txt</c>.</summary>
internal sealed class Synonyms
{
    private readonly FrozenDictionary<string, string[]> _terms;

    private Synonyms(FrozenDictionary<string, string[]> terms) => _terms = terms;

    public static Synonyms Standard { get; } = Read(Data.Lines("synonyms.txt"));

    public static Synonyms Read(IEnumerable<string> rows) => new(rows
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .ToFrozenDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal));

    public string[] Of(string term) => _terms.GetValueOrDefault(term, []);
}
