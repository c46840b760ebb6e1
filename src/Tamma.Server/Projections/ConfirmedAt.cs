using System.Collections.Frozen;
using Tamma.Catalog;

namespace Tamma.Server.Projections;

/// <summary>When each source last confirmed what it says, now.</summary>
internal sealed class ConfirmedAt
{
    private readonly FrozenDictionary<SourceId, DateTimeOffset> _times;

    private ConfirmedAt(IEnumerable<SourceState> states) =>
        _times = states.Where(state => state.ConfirmedAt is not null).ToFrozenDictionary(state => state.Source, state => state.ConfirmedAt!.Value);

    /// <summary>For the past, of which this is not kept.</summary>
    public static ConfirmedAt Unknown { get; } = new([]);

    public DateTimeOffset? this[SourceId source] => _times.TryGetValue(source, out var time) ? time : null;

    public static async Task<ConfirmedAt> ReadAsync(ICatalogStore store, CancellationToken cancellationToken) => new(await store.ReadSourcesAsync(cancellationToken));
}
