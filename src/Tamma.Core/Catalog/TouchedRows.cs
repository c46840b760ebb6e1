using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Tamma.Catalog.Lifecycle;
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
        var changes = new CatalogChange?[_keys.Length];
        Share((from, to) => Compare(changes, from, to));

        // What leaves may be what comes under another name, so all is compared before anything is told.
        var added = changes.OfType<CatalogChange.Added>().ToLookup(change => change.Key.Provider, change => change.After, StringComparer.Ordinal);
        var told = new EventDraft?[_keys.Length];
        Share((from, to) => Describe(changes, added, told, from, to));
        return [.. changes.Zip(told).Where(pair => pair.First is not null).Select(pair => (pair.First!, pair.Second!))];
    }

    private void Share(Action<int, int> fill)
    {
        if (_keys.Length < WorthSharing)
        {
            fill(0, _keys.Length);
        }
        else
        {
            Parallel.ForEach(Partitioner.Create(0, _keys.Length, WorthSharing), range => fill(range.Item1, range.Item2));
        }
    }

    private void Compare(CatalogChange?[] changes, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var key = _keys[i];
            var old = before.FindExact(key);
            changes[i] = CatalogDiff.Between(old, Resolution.Resolve(key, claims[key], old, policy, sources, now), now);
        }
    }

    private void Describe(CatalogChange?[] changes, ILookup<string, Model> added, EventDraft?[] told, int from, int to)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        var ids = new EventIds(now);
        for (var i = from; i < to; i++)
        {
            if (changes[i] is { } change)
            {
                told[i] = CatalogEvents.Describe(change, RenameOf(change, added), context, now, ids, buffer, json);
            }
        }
    }

    private Rename? RenameOf(CatalogChange change, ILookup<string, Model> added) =>
        change is CatalogChange.Missing or CatalogChange.Removed && !change.Key.IsProvider
            ? Renames.Find(change.After, (before.Provider(change.Key.Provider)?.Models ?? []).Concat(added[change.Key.Provider]), change.After.MissingSince ?? now)
            : null;
}
