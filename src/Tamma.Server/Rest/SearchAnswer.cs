using System.Buffers;
using System.Text.Json;
using Tamma.Search;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Writes the answer to a search. A model is written as its version's bytes, which are made once.</summary>
internal static class SearchAnswer
{
    private static ReadOnlySpan<byte> NoRows => "{\"data\":["u8;

    public static ReadOnlyMemory<byte> Render(SearchQuestion question, SearchRequest asked, SearchHits hits, SearchIndex index, string? next)
    {
        var moment = new Moment(index.At);
        var buffer = new ArrayBufferWriter<byte>(2_048 + (hits.Rows.Length * 1_024));
        buffer.Write(NoRows);
        for (var i = 0; i < hits.Rows.Length; i++)
        {
            var hit = hits.Rows[i];
            buffer.Write(i > 0 ? ",{\"model\":"u8 : "{\"model\":"u8);
            buffer.Write(RenderedModel.Of(hit.Model, index.Snapshot, moment).Row);
            buffer.Write("},"u8);
            buffer.Write(JsonSerializer.SerializeToUtf8Bytes(SearchProjection.Beside(hit), WireJson.Context.SearchRankResponse).AsSpan(1));
        }

        // What stands behind the rows is the answer without them; its rows come first.
        var rest = JsonSerializer.SerializeToUtf8Bytes(
            SearchProjection.Project(asked, hits, next) with { Advice = SearchAdvice.Of(question.Request, asked, hits, index.Snapshot) },
            WireJson.Context.SearchResponse);
        buffer.Write(rest.AsSpan(NoRows.Length));
        return buffer.WrittenMemory;
    }
}
