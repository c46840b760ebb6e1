using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>
/// The rows that a delta touches: each is resolved, compared and described for itself, so a first import of thousands uses all
/// cores. The result is in key order, whoever came first.
/// </summary>
internal sealed class TouchedRows(
    CatalogSnapshot before,
    Dictionary<ModelKey, List<Claim>> claims,
    ResolutionPolicy policy,
    SourceTable sources,
    ChangeContext context,
    DateTimeOffset now)
{
    /// <summary>Below this the threads cost more than they bring.</summary>
    private const int WorthSharing = 512;

    private readonly ModelKey[] _keys = [.. claims.Keys.Order()];

    public IReadOnlyList<(CatalogChange Change, EventDraft Event)> Changes()
    {
        var found = new (CatalogChange Change, EventDraft Event)?[_keys.Length];
        if (_keys.Length < WorthSharing)
        {
            Fill(found, 0, _keys.Length);
        }
        else
        {
            Parallel.ForEach(Partitioner.Create(0, _keys.Length, WorthSharing), range => Fill(found, range.Item1, range.Item2));
        }

        return [.. found.OfType<(CatalogChange, EventDraft)>()];
    }

    private void Fill((CatalogChange Change, EventDraft Event)?[] found, int from, int to)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        var ids = new EventIds(now);
        for (var i = from; i < to; i++)
        {
            var key = _keys[i];
            var old = before.FindExact(key);
            if (CatalogDiff.Between(old, Resolution.Resolve(key, claims[key], old, policy, sources, now), now) is { } change)
            {
                found[i] = (change, CatalogEvents.Describe(change, context, now, ids, buffer, json));
            }
        }
    }
}
