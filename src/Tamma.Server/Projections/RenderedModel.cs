using System.Runtime.CompilerServices;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>The bytes of one version of a model, made once: as it is answered alone, and as a row of a list, which has no offers.</summary>
internal sealed class RenderedModel : IResult
{
    private static readonly ConditionalWeakTable<Model, RenderedModel> s_rendered = [];

    private readonly byte[] _whole;
    private readonly int _rowEnd;
    private readonly string _tag;

    private readonly object _connections;

    private RenderedModel(byte[] whole, int rowEnd, object connections)
    {
        _connections = connections;
        _whole = whole;
        _rowEnd = rowEnd;
        _tag = ETag.Of(whole);
    }

    /// <summary>The row but for its closing brace.</summary>
    public ReadOnlySpan<byte> Row => _whole.AsSpan(0, _rowEnd);

    /// <param name="snapshot">Connections, of which a change makes it anew; and sources, of which more may come and none changes.</param>
    public static RenderedModel Of(Model model, CatalogSnapshot snapshot)
    {
        if (s_rendered.TryGetValue(model, out var known) && ReferenceEquals(known._connections, snapshot.Connections))
        {
            return known;
        }

        var rendered = Render(model, snapshot);
        s_rendered.AddOrUpdate(model, rendered);
        return rendered;
    }

    public Task ExecuteAsync(HttpContext httpContext) =>
        ETag.Answer(httpContext, _tag) ? Task.CompletedTask : JsonAnswer.WriteAsync(httpContext.Response, _whole);

    private static RenderedModel Render(Model model, CatalogSnapshot snapshot)
    {
        var row = JsonSerializer.SerializeToUtf8Bytes(ModelProjection.Project(model, snapshot), WireJson.Context.ModelResponse).AsSpan()[..^1];
        var offers = JsonSerializer.SerializeToUtf8Bytes(ModelProjection.Offers(model, snapshot), WireJson.Context.IReadOnlyListOfferResponse);
        return new([.. row, .. ",\"offers\":"u8, .. offers, (byte)'}'], row.Length, snapshot.Connections);
    }
}
