using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Live;

/// <summary>An event on its way to those who listen: read, made ready for filters and written as JSON once for all of them.</summary>
public sealed class LiveEvent(EventRow row, bool isSummedUp)
{
    private byte[]? _json;

    public EventEnvelope Envelope => row.Envelope;

    public long Position => row.Envelope.Position;

    /// <summary>Whether a <see cref="Catalog.CatalogSummary"/> tells of it too.</summary>
    public bool IsSummedUp => isSummedUp;

    public bool Matches(EventFilter filter) => !(isSummedUp && filter.IsCalm) && filter.Matches(row);

    /// <summary>As the wire has it.</summary>
    /// <param name="write">The same for all who ask: the first one's is kept.</param>
    public ReadOnlyMemory<byte> Json(Func<EventEnvelope, byte[]> write) => _json ??= write(row.Envelope);
}
