using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Quartz;
using Tamma.Catalog;
using Tamma.Discovery.Verification;
using Tamma.Events;
using Tamma.Providers.Chat;
using Tamma.Providers.Health;
using Tamma.Providers.Local;

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
        services.TryAddSingleton(ResolutionPolicy.Default);
        services.TryAddSingleton(provider => new CatalogWriter(
            provider.GetRequiredService<ICatalogStore>(),
            provider.GetRequiredService<CurrentCatalog>(),
            provider.GetRequiredService<IBell>(),
            provider.GetRequiredService<TimeProvider>())
        {
            Policy = provider.GetRequiredService<ResolutionPolicy>(),
        });
        services.TryAddSingleton<PolicyWatch>();
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
        services.TryAddSingleton(provider => new Verifier(
            provider.GetRequiredService<ChatSender>(),
            provider.GetRequiredService<CatalogWriter>(),
            provider.GetRequiredService<CurrentCatalog>(),
            id => provider.GetRequiredService<ConnectionBook>().Find(id) is { IsRead: true } connection ? connection.Options : null,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Verifier>>()));
        services.AddHostedService<DiscoveryWorker>();
        services.TryAddSingleton(provider => new LocalPlaces(LocalServer.UsualPlaces, provider.GetRequiredService<LocalServer>().RecogniseAsync));
        services.AddHostedService<LocalFinder>();
        return services;
    }
}
