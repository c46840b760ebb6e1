using System.Runtime.CompilerServices;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>
/// The bytes of one version of a model, made once, and anew when a connection comes, goes or turns stale, and for a model that ends when
/// the day or its provider's other rows change: as it is answered alone, and as a row of a list, which has no offers.
/// </summary>
internal sealed class RenderedModel : IResult
{
    private static readonly ConditionalWeakTable<Model, RenderedModel> s_rendered = [];

    private readonly byte[] _whole;
    private readonly int _rowEnd;
    private readonly string _tag;
    private readonly object _connections;
    private readonly object _stale;
    private readonly object? _neighbours;
    private readonly DateOnly? _day;

    private RenderedModel(byte[] whole, int rowEnd, Model model, CatalogSnapshot snapshot, Moment moment)
    {
        var life = ModelLifecycle.Of(model, moment.Time);
        _day = life.IsAnnounced ? moment.Day : null;
        _neighbours = !moment.IsPast && LifecycleReport.DependsOnNeighbours(model, life) ? snapshot.Provider(model.Key.Provider) : null;
        _connections = snapshot.Connections;
        _stale = snapshot.Stale;
        _whole = whole;
        _rowEnd = rowEnd;
        _tag = ETag.Of(whole);
    }

    /// <summary>With its offers. For reading only.</summary>
    public byte[] Whole => _whole;

    /// <summary>The row but for its closing brace.</summary>
    public ReadOnlySpan<byte> Row => _whole.AsSpan(0, _rowEnd);

    public static RenderedModel Of(Model model, CatalogSnapshot snapshot, Moment moment)
    {
        if (s_rendered.TryGetValue(model, out var known) && known.IsOf(model, snapshot, moment))
        {
            return known;
        }

        var rendered = Render(model, snapshot, moment);
        s_rendered.AddOrUpdate(model, rendered);
        return rendered;
    }

    public Task ExecuteAsync(HttpContext httpContext) =>
        ETag.Answer(httpContext, _tag) ? Task.CompletedTask : JsonAnswer.WriteAsync(httpContext.Response, _whole);

    /// <summary>What it is made of is immutable and swapped whole, so the same object says the same. An announced end depends on the day too.</summary>
    private bool IsOf(Model model, CatalogSnapshot snapshot, Moment moment) =>
        ReferenceEquals(_connections, snapshot.Connections) && ReferenceEquals(_stale, snapshot.Stale)
        && (_day is null || _day == moment.Day)
        && (_neighbours is null || ReferenceEquals(_neighbours, snapshot.Provider(model.Key.Provider)));

    private static RenderedModel Render(Model model, CatalogSnapshot snapshot, Moment moment)
    {
        var row = JsonSerializer.SerializeToUtf8Bytes(ModelProjection.Project(model, snapshot) with { Lifecycle = LifecycleProjection.Of(model, snapshot, moment) }, WireJson.Context.ModelResponse).AsSpan()[..^1];
        var offers = JsonSerializer.SerializeToUtf8Bytes(ModelProjection.Offers(model, snapshot), WireJson.Context.IReadOnlyListOfferResponse);
        return new([.. row, .. ",\"offers\":"u8, .. offers, (byte)'}'], row.Length, model, snapshot, moment);
    }
}
