using System.Collections.Immutable;

namespace Tamma.Notifications.Live;

/// <summary>A stretch of the log without a gap. Immutable, shared by all who listen.</summary>
/// <param name="After">The position before its first event.</param>
/// <param name="End">How far the log was read: the position of its last event.</param>
public sealed record LiveBatch(long After, long End, ImmutableArray<LiveEvent> Events)
{
    /// <summary>What of it is behind a position.</summary>
    public ReadOnlySpan<LiveEvent> Behind(long position)
    {
        var first = 0;
        while (first < Events.Length && Events[first].Position <= position)
        {
            first++;
        }

        return Events.AsSpan()[first..];
    }
}
