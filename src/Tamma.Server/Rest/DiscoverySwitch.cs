using Tamma.Discovery;

namespace Tamma.Server.Rest;

/// <summary>Stops and starts scheduled discovery.</summary>
internal sealed class DiscoverySwitch(DiscoveryCoordinator coordinator, DiscoverySchedule schedule)
{
    public Task StopAsync() => coordinator.StopAsync();

    /// <summary>Goes on. A source whose time came while discovery was stopped is read now.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        coordinator.Resume();
        foreach (var operation in coordinator.Operations)
        {
            var source = operation.Listing.Source.Id;
            if (await schedule.NextAsync(source, cancellationToken) is null)
            {
                coordinator.TryStart(source, RunTrigger.Schedule);
            }
        }
    }

    public async Task RestartAsync()
    {
        await coordinator.StopAsync();
        coordinator.Resume();
        foreach (var operation in coordinator.Operations)
        {
            coordinator.TryStart(operation.Listing.Source.Id, RunTrigger.Manual);
        }
    }
}
