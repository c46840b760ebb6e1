using Tamma.Search.Index;

namespace Tamma.Core.Tests.Search;

/// <summary>Whether two indexes hold the same, number by number.</summary>
internal static class IndexEquality
{
    public static void Assert(IndexData expected, IndexData actual)
    {
        Same("count", expected.Count, actual.Count);
        Same("terms", Terms(expected), Terms(actual));
        Same("kinds", expected.Kinds, actual.Kinds);
        Same("postings", Postings(expected), Postings(actual));
        Same("ids", Sequences(expected.Ids, expected.Count), Sequences(actual.Ids, actual.Count));
        Same("names", Sequences(expected.Names, expected.Count), Sequences(actual.Names, actual.Count));
        Same("tails", expected.Tails, actual.Tails);
        Same("starts of ids", expected.IdStarts, actual.IdStarts);
        Same("lengths", expected.Lengths, actual.Lengths);
        Same("pairs", expected.Pairs, actual.Pairs);
        Same("providers", expected.Providers, actual.Providers);
        Same("merits", expected.Merits, actual.Merits);
        Same("order of merits", expected.ByMerit, actual.ByMerit);
        Same("purposes", Sets(expected.Purposes), Sets(actual.Purposes));
        Same("mine", expected.Sets.Mine, actual.Sets.Mine);
        Same("hidden", expected.Sets.Hidden, actual.Sets.Hidden);
        Same("removed", expected.Sets.Removed, actual.Sets.Removed);
        Same("ending", expected.Sets.Ending, actual.Sets.Ending);
    }

    private static IEnumerable<string> Terms(IndexData data) => Enumerable.Range(0, data.Terms.Count).Select(term => data.Terms[term].ToString());

    private static IEnumerable<string> Postings(IndexData data) =>
        Enumerable.Range(0, data.Terms.Count).Select(term => $"{string.Join(',', data.Postings.Models(term).ToArray())} {string.Join(',', data.Postings.Fields(term).ToArray().Select(field => (int)field))}");

    private static IEnumerable<string> Sequences(TermSequences sequences, int count) => Enumerable.Range(0, count).Select(place => string.Join(',', sequences[place].ToArray()));

    private static IEnumerable<string> Sets(Dictionary<string, ulong[]> sets) => sets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {string.Join(',', pair.Value)}");

    private static void Same<T>(string what, T expected, T actual)
    {
        try
        {
            Xunit.Assert.Equal(expected, actual);
        }
        catch (Exception ex)
        {
            throw new InvalidOperationException($"The {what} differ.", ex);
        }
    }
}
