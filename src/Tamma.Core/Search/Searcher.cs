using Tamma.Search.Ranking;
using Tamma.Search.Reading;

namespace Tamma.Search;

/// <summary>Answers requests from one index. Pure; any number of threads at once.</summary>
public static class Searcher
{
    public static SearchHits Search(SearchIndex index, SearchRequest request) => Search(index, request, Wording.Standard);

    /// <summary>How words are understood, without a search.</summary>
    /// <param name="index">Whose names and providers are known.</param>
    /// <param name="text">What was written.</param>
    /// <param name="today">The day on which <c>this year</c> is said.</param>
    public static QueryReading Read(SearchIndex index, string text, DateOnly today) => QueryReader.Read(text, index, Vocabulary.Standard, today);

    internal static SearchHits Search(SearchIndex index, SearchRequest request, Wording wording)
    {
        var reading = request.ReadWords
            ? QueryReader.Read(request.Text, index, wording.Vocabulary, request.Today)
            : QueryReader.ReadText(request.Text, index, wording.Vocabulary, request.Today);
        using var run = new SearchRun(index, request, reading, wording.Synonyms);
        return run.Answer();
    }
}
