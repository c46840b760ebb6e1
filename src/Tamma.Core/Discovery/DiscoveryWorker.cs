using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>Loads the catalogue, tells the writer who the sources are, and sets the schedule going.</summary>
internal sealed partial class DiscoveryWorker(
    CurrentCatalog catalog,
    CatalogWriter writer,
    IRunStore runs,
    SourceBoard board,
    DiscoveryCoordinator coordinator,
    DiscoverySchedule schedule,
    HealthWatch health,
    ConnectionBook book,
    PolicyWatch policy,
    TimeProvider time,
    ILogger<DiscoveryWorker> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // The store works on its caller's thread: the host goes on and listens while the catalogue is loaded.
        await Task.Yield();
        await catalog.LoadAsync(cancellationToken);
        var interrupted = await runs.FailInterruptedAsync(time.GetUtcNow(), "Interrupted: the service stopped. The next run does the work.", cancellationToken);
        if (interrupted > 0)
        {
            LogInterrupted(interrupted);
        }

        await book.LoadAsync(cancellationToken);
        foreach (var operation in coordinator.Operations)
        {
            await writer.RegisterAsync(operation.Listing.Source, cancellationToken);
        }

        await writer.SetConnectionsAsync(book.Views, cancellationToken);
        await policy.StartAsync(cancellationToken);
        await board.LoadAsync(cancellationToken);
        await health.StartAsync(cancellationToken);
        await schedule.StartAsync(cancellationToken);
        book.Open();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await schedule.StopAsync(cancellationToken);
        await health.StopAsync();
        await coordinator.StopAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} runs were interrupted by the last stop.")]
    private partial void LogInterrupted(int count);
}

/// <summary>Connections that are there beside those of the book, as readers of models see them: those of a program that brings its own sources.</summary>
public sealed record DiscoveryConnections(IReadOnlyList<ConnectionView> Views);
