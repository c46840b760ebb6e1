using System.Globalization;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>
/// When a subscription speaks. What waits is a window: it opens with its first event and closes after <see cref="Settle"/>, or at the
/// next <see cref="Digest"/>, but not within <see cref="Quiet"/> hours; at once when something urgent comes.
/// </summary>
public sealed record CalmSettings
{
    public static readonly TimeSpan LongestSettle = TimeSpan.FromDays(7);

    /// <summary>Nothing waits, and what came in one commit is folded.</summary>
    public static CalmSettings Default { get; } = new();

    /// <summary>How long a window is open. What undoes itself meanwhile is left out. Zero: one commit.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>Many events alike are told as one that points to them.</summary>
    public bool Fold { get; init; } = true;

    /// <summary>From this severity on an event closes its window at once, with what waited before it; null for none.</summary>
    public Severity? Urgent { get; init; } = Severity.Critical;

    public QuietHours? Quiet { get; init; }

    /// <summary>All of a window is one message then, in place of <see cref="Settle"/>.</summary>
    public DigestTimes? Digest { get; init; }

    /// <summary>The zone that it names and this machine does not know; null where there is none.</summary>
    public string? UnknownZone => new[] { Quiet?.Zone, Digest?.Zone }.FirstOrDefault(zone => zone is not null && LocalTimes.FindZone(zone) is null);

    /// <summary>When a window closes that opened then.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know a zone.</exception>
    public DateTimeOffset CloseOf(DateTimeOffset opened)
    {
        var close = Digest is { } digest ? digest.After(opened) : opened + Settle;
        return Quiet?.EndAt(close) ?? close;
    }

    public bool IsUrgent(EventDraft happening) => happening.Severity >= Urgent;

    /// <summary>In one line.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Digest is { } digest ? $"digest {digest}" : string.Create(CultureInfo.InvariantCulture, $"settle {Settle.TotalSeconds:0.###} s"),
        Fold ? "fold" : null,
        $"urgent {Urgent?.ToString().ToLowerInvariant() ?? "none"}",
        Quiet is { } quiet ? $"quiet {quiet}" : null,
    }.Where(part => part is not null));
}
