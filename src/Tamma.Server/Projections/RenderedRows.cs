using System.Runtime.CompilerServices;
using Tamma.Search;

namespace Tamma.Server.Projections;

/// <summary>
/// The bytes of the rows of one index, by place. An index is of one snapshot and one day, so what was rendered once holds for all of its answers;
/// a search for the version's bytes and a look at what they depend on is needed but once.
/// </summary>
internal sealed class RenderedRows
{
    private static readonly ConditionalWeakTable<SearchIndex, RenderedRows> s_rows = [];

    private readonly SearchIndex _index;
    private readonly Moment _moment;
    private readonly RenderedModel?[] _models;

    private RenderedRows(SearchIndex index) => (_index, _moment, _models) = (index, new(index.At), new RenderedModel?[index.Models.Length]);

    public static RenderedRows Of(SearchIndex index) => s_rows.GetValue(index, static one => new(one));

    /// <summary>The row but for its closing brace.</summary>
    public ReadOnlySpan<byte> Row(SearchHit hit) => (_models[hit.Place] ??= RenderedModel.Of(hit.Model, _index.Snapshot, _moment)).Row;
}
