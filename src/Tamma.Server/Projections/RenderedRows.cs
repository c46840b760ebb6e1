using System.Runtime.CompilerServices;
using Tamma.Search;

namespace Tamma.Server.Projections;

/// <summary>
/// The bytes of the rows of one index, by place. An index is of one snapshot and one day, so what was rendered once holds for all of its answers;
/// looking for the version's bytes, and at what they depend on, is needed but once.
/// </summary>
internal sealed class RenderedRows
{
    private static readonly ConditionalWeakTable<SearchIndex, RenderedRows> s_rows = [];

    private readonly SearchIndex _index;
    private readonly byte[]?[] _models;
    private readonly int[] _ends;

    private RenderedRows(SearchIndex index) => (_index, _models, _ends) = (index, new byte[index.Models.Length][], new int[index.Models.Length]);

    public static RenderedRows Of(SearchIndex index) => s_rows.GetValue(index, static one => new(one));

    /// <summary>How many bytes the rows have at most. They lie far apart: asked for all at once they come together, one by one each is waited for.</summary>
    public int Size(ReadOnlySpan<SearchHit> hits)
    {
        var size = 0;
        foreach (var hit in hits)
        {
            size += Whole(hit).Length;
        }

        return size;
    }

    /// <summary>The row but for its closing brace.</summary>
    public ReadOnlySpan<byte> Row(SearchHit hit) => Whole(hit).AsSpan(0, _ends[hit.Place]);

    private byte[] Whole(SearchHit hit) => Volatile.Read(ref _models[hit.Place]) ?? Render(hit);

    /// <summary>Whoever sees the bytes sees their end: it is written before. Two that render at once write the same.</summary>
    private byte[] Render(SearchHit hit)
    {
        var rendered = RenderedModel.Of(hit.Model, _index.Snapshot, new(_index.At));
        _ends[hit.Place] = rendered.Row.Length;
        Volatile.Write(ref _models[hit.Place], rendered.Whole);
        return rendered.Whole;
    }
}
