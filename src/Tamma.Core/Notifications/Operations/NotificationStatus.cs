using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Live;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Notifications.Operations;

/// <summary>How all who are told of the log fare, at one moment.</summary>
/// <param name="Head">The log's end.</param>
/// <param name="Readers">Each subscription.</param>
/// <param name="Live">Those who listen.</param>
/// <param name="LiveLag">How old the first event is that the listener furthest behind has not had; zero when none is behind.</param>
public sealed record NotificationStatus(LogHead Head, ImmutableArray<ReaderStatus> Readers, LiveStatus Live, TimeSpan LiveLag)
{
    public int Queued => Readers.Sum(reader => reader.Deliveries?.Queued ?? 0);

    public int Delivered => Readers.Sum(reader => reader.Deliveries?.Delivered ?? 0);

    public int Dead => Readers.Sum(reader => reader.Deliveries?.Dead ?? 0);
}

/// <summary>How far one subscription has come.</summary>
/// <param name="Subscription">Whose.</param>
/// <param name="Position">Up to where the log was read for it.</param>
/// <param name="Behind">Positions between that and the log's end.</param>
/// <param name="Lag">How old the first event is that was not read; zero when all was.</param>
/// <param name="Deliveries">What became of its messages; null where it has none.</param>
public sealed record ReaderStatus(Subscription Subscription, long Position, long Behind, TimeSpan Lag, DeliveryCounts? Deliveries);
