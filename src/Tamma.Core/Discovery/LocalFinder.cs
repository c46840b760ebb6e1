using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Providers;
using Tamma.Providers.Local;

namespace Tamma.Discovery;

/// <summary>
/// Looks for servers on this machine, at the start and every two minutes, and adds each that it knows as a connection. One that has
/// gone stays and is quietly absent; one that was switched off stays so.
/// </summary>
internal sealed partial class LocalFinder(
    LocalPlaces places, ConnectionBook book, DiscoveryCoordinator coordinator, DiscoveryOptions options, TimeProvider time, ILogger<LocalFinder> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.FindLocal)
        {
            return;
        }

        await book.Loaded.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(s_pause, time);
        do
        {
            if (!coordinator.IsStopped)
            {
                await LookAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var place in places.Usual.Where(place => !book.All.Values.Any(connection => IsAt(connection.Options.Url, place))))
        {
            try
            {
                if (await places.RecogniseAsync(place, cancellationToken) is { } kind
                    && Connection(kind, place) is { } connection
                    && await book.AddFoundAsync(connection, cancellationToken) is not null)
                {
                    LogFound(kind, place, connection.Id);
                }
            }
            catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
            {
                // The edge of a look: whatever stands there, the other places and the service go on.
                LogNotAdded(ex, place);
            }
        }
    }

    private ConnectionOptions? Connection(LocalServerKind kind, Uri place)
    {
        var type = ProviderTypes.Find(kind.TypeName());
        var name = kind.TypeName().Replace('_', '-');
        var id = IsFree(name) ? name : FormattableString.Invariant($"{name}-{place.Port}");

        // Whoever leaves a kind of server out by its id wants none of it, wherever it stands.
        return type is null || book.LeftOut.Contains(name, StringComparer.Ordinal) || !IsFree(id) ? null : new()
        {
            Id = id,
            Type = type.Name,
            Provider = name,
            Url = place,
            Interval = s_pause,
            Bills = type.Bills,
            Optional = true,
        };
    }

    private bool IsFree(string id) => book.Find(id) is null && !book.LeftOut.Contains(id, StringComparer.Ordinal);

    /// <summary>The same server, whatever path stands behind it; all names of this machine are one.</summary>
    private static bool IsAt(Uri url, Uri place) => url.Port == place.Port && (url.IsLoopback || url.Host is "0.0.0.0" or "[::]") && place.IsLoopback;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} was found at {Place} and is read as {Connection}.")]
    private partial void LogFound(LocalServerKind kind, Uri place, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What stands at {Place} could not be told or added.")]
    private partial void LogNotAdded(Exception exception, Uri place);
}

/// <summary>Where local servers are looked for, and how they are known.</summary>
internal sealed record LocalPlaces(IReadOnlyList<Uri> Usual, Func<Uri, CancellationToken, Task<LocalServerKind?>> RecogniseAsync);
