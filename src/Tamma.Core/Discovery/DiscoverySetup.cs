using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Quartz;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers.Health;

namespace Tamma.Discovery;

public static class DiscoverySetup
{
    /// <summary>Adds what keeps the catalogue true. Needs a storage composition and at least one <see cref="SourceOperation"/> to do anything.</summary>
    public static IServiceCollection AddDiscovery(this IServiceCollection services, DiscoveryOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(new DiscoveryConnections([]));
        services.TryAddSingleton(new ConfiguredConnections([]));
        services.TryAddSingleton<LiveSources>();
        services.TryAddSingleton<ConnectionBook>();
        services.AddQuartz();
        services.TryAddSingleton<CurrentCatalog>();
        services.TryAddSingleton<CatalogWriter>();
        services.TryAddSingleton<SourceBoard>();
        services.TryAddSingleton<DiscoveryRun>();
        services.TryAddSingleton<ReviewDecisions>();
        services.TryAddSingleton<DiscoverySchedule>();
        services.TryAddSingleton<HealthBoard>();
        services.TryAddSingleton<HealthWatch>();
        services.TryAddSingleton(provider => new DiscoveryCoordinator(
            provider.GetServices<SourceOperation>(),
            provider.GetRequiredService<DiscoveryRun>(),
            provider.GetRequiredService<IRunStore>(),
            provider.GetRequiredService<ILease>(),
            provider.GetRequiredService<SourceBoard>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DiscoveryCoordinator>>()));
        services.AddHostedService<DiscoveryWorker>();
        return services;
    }
}
