using System.Collections.Immutable;

namespace Tamma.Notifications.Live;

/// <summary>How the live readers of the log fare, as plain numbers.</summary>
/// <param name="Connections">How many listen, by way: <c>websocket</c>, <c>sse</c>, <c>process</c>.</param>
/// <param name="Position">How far the log was read for them; null while nobody listens.</param>
/// <param name="Lag">Positions between that and the listener that is furthest behind.</param>
/// <param name="Cut">Listeners that were sent away, since the start.</param>
public sealed record LiveStatus(ImmutableSortedDictionary<string, int> Connections, long? Position, long Lag, long Cut)
{
    /// <summary>The same by reason, one of <see cref="LiveCut"/>.</summary>
    public ImmutableSortedDictionary<string, long> CutBy { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
