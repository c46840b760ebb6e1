using System.Runtime.CompilerServices;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>
/// The bytes of one version of a model, made once, and anew when a connection comes, goes or turns stale: as it is answered alone, and
/// as a row of a list, which has no offers.
/// </summary>
internal sealed class RenderedModel : IResult
{
    private static readonly ConditionalWeakTable<Model, RenderedModel> s_rendered = [];

    private readonly byte[] _whole;
    private readonly int _rowEnd;
    private readonly string _tag;
    private readonly object _connections;
    private readonly object _stale;

    private RenderedModel(byte[] whole, int rowEnd, CatalogSnapshot snapshot)
    {
        _connections = snapshot.Connections;
        _stale = snapshot.Stale;
        _whole = whole;
        _rowEnd = rowEnd;
        _tag = ETag.Of(whole);
    }

    /// <summary>The row but for its closing brace.</summary>
    public ReadOnlySpan<byte> Row => _whole.AsSpan(0, _rowEnd);

    public static RenderedModel Of(Model model, CatalogSnapshot snapshot)
    {
        if (s_rendered.TryGetValue(model, out var known) && known.IsOf(snapshot))
        {
            return known;
        }

        var rendered = Render(model, snapshot);
        s_rendered.AddOrUpdate(model, rendered);
        return rendered;
    }

    public Task ExecuteAsync(HttpContext httpContext) =>
        ETag.Answer(httpContext, _tag) ? Task.CompletedTask : JsonAnswer.WriteAsync(httpContext.Response, _whole);

    /// <summary>Both are immutable and swapped whole, so the same object says the same.</summary>
    private bool IsOf(CatalogSnapshot snapshot) => ReferenceEquals(_connections, snapshot.Connections) && ReferenceEquals(_stale, snapshot.Stale);

    private static RenderedModel Render(Model model, CatalogSnapshot snapshot)
    {
        var row = JsonSerializer.SerializeToUtf8Bytes(ModelProjection.Project(model, snapshot), WireJson.Context.ModelResponse).AsSpan()[..^1];
        var offers = JsonSerializer.SerializeToUtf8Bytes(ModelProjection.Offers(model, snapshot), WireJson.Context.IReadOnlyListOfferResponse);
        return new([.. row, .. ",\"offers\":"u8, .. offers, (byte)'}'], row.Length, snapshot);
    }
}
