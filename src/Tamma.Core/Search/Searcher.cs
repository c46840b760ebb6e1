using System.Collections.Immutable;
using Tamma.Search.Ranking;
using Tamma.Search.Reading;

namespace Tamma.Search;

/// <summary>Answers requests from one index. Pure; any number of threads at once.</summary>
public static class Searcher
{
    public static SearchHits Search(SearchIndex index, SearchRequest request)
    {
        var reading = QueryReader.Read(request.Text, index, Vocabulary.Standard, request.Today);
        using var run = new SearchRun(index, request, reading);
        return run.Answer();
    }

    /// <summary>How words are understood, without a search.</summary>
    public static QueryReading Read(SearchIndex index, string text, DateOnly today) => QueryReader.Read(text, index, Vocabulary.Standard, today);
}
