using Tamma.Search;
using Tamma.Search.Analytics;

namespace Tamma.Server.Rest;

/// <summary>What search learns from what is asked: the operator's synonyms, and the counts that lead to them.</summary>
internal sealed class SearchListening(AskedRecorder recorder, SearchSynonyms synonyms)
{
    private const string GlobalPrivacyControl = "Sec-GPC";
    private const string DoNotTrack = "DNT";
    private const string On = "1";

    public SearchSynonyms Synonyms => synonyms;

    /// <summary>Counts a search, unless its sender does not want that: <c>Sec-GPC: 1</c> (Global Privacy Control) or <c>DNT: 1</c>. Of the request nothing else is looked at.</summary>
    public void Hear(HttpRequest request, SearchRequest asked, SearchHits hits, bool isRelaxed, TimeSpan took)
    {
        if (request.Headers[GlobalPrivacyControl] != On && request.Headers[DoNotTrack] != On)
        {
            recorder.Record(asked, hits, isRelaxed, took);
        }
    }
}
