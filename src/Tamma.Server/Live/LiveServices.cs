using System.Text.Json;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Notifications.Operations;
using Tamma.Server.Access;
using Tamma.Server.Hosting;
using Tamma.Server.Projections;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>What every live connection needs.</summary>
internal sealed class LiveServices(LogReader reader, LiveFanout fanout, EventFilters filters, IEventLog log, ServerSettings settings, NotificationMeter meter, Gate gate, KeyRing keys, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public NotificationMeter Meter => meter;

    public LogReader Reader => reader;

    public LiveFanout Fanout => fanout;

    public EventFilters Filters => filters;

    public LiveLimits Limits => settings.Live;

    public TimeProvider Time => time;

    /// <summary>The server stops.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public LiveAccess AccessOf(HttpContext context) => new(context, gate, keys);

    public Task<LogHead> HeadAsync(CancellationToken cancellationToken) => log.HeadAsync(cancellationToken);

    /// <summary>An event as the wire has it: the one way in which <see cref="LiveEvent.Json"/> is written.</summary>
    public static byte[] Write(EventEnvelope envelope) => JsonSerializer.SerializeToUtf8Bytes(EventProjection.Project(envelope), WireJson.Context.EventResponse);
}
