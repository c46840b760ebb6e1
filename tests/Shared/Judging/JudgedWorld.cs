using System.Text.Json;

namespace Tamma.Tests.Shared.Judging;

/// <summary>The listings of the corpus and the queries over them, in the two scopes.</summary>
internal sealed class JudgedWorld(IReadOnlyList<JudgedListing> full)
{
    private readonly Dictionary<string, JudgedListing> _byRef = full.ToDictionary(listing => listing.Ref, StringComparer.Ordinal);

    public IReadOnlyList<JudgedListing> Full { get; } = full;

    public IReadOnlyList<JudgedListing> Core { get; } = [.. full.Where(listing => JudgedListing.Core.Contains(listing.Provider))];

    /// <returns>Null where the corpus is not here.</returns>
    public static JudgedWorld? Find()
    {
        if (Corpus.Find("models-dev.json") is not { } catalogue || Corpus.Find("models-dev.base-model-links.json") is not { } links)
        {
            return null;
        }

        var json = JsonDocument.Parse(File.ReadAllBytes(catalogue));
        var bases = JsonDocument.Parse(File.ReadAllBytes(links));
        return new(JudgedListing.Read(json.RootElement, bases.RootElement));
    }

    /// <summary>Judges what a search answers, query by query. A query without any best answer in these listings is left out.</summary>
    public IEnumerable<(JudgedQuery Query, Figures Figures, IReadOnlyList<string> Ranking, Dictionary<string, int> Gains)> Judge(
        IReadOnlyList<JudgedListing> listings, IEnumerable<JudgedQuery> queries, Func<string, IReadOnlyList<string>> search)
    {
        foreach (var query in queries)
        {
            var gains = query.Judge(listings);
            if (gains.ContainsValue(JudgedQuery.Best))
            {
                var ranking = search(query.Text);
                yield return (query, Figures.Of(ranking, gains, Bases(ranking)), ranking, gains);
            }
        }
    }

    private double Bases(IEnumerable<string> ranking) =>
        ranking.Take(10).Select(one => _byRef.GetValueOrDefault(one)?.BaseModel).OfType<string>().Distinct(StringComparer.Ordinal).Count();
}
