using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tamma.Benchmarks.Running;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Benchmarks;

public static class BenchmarksSetup
{
    /// <summary>Adds measuring. Needs a storage composition, and an <see cref="ILoadWorker"/> to do anything.</summary>
    /// <param name="services">What it is added to.</param>
    /// <param name="find">A connection that is switched on, by id.</param>
    public static IServiceCollection AddBenchmarks(this IServiceCollection services, Func<IServiceProvider, string, ConnectionOptions?> find)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new BenchmarkOptions());
        services.TryAddSingleton<ILoadWorker, NoLoadWorker>();
        services.TryAddSingleton(provider => new BenchmarkRunner(
            provider.GetRequiredService<ILoadWorker>(),
            provider.GetRequiredService<IBenchmarkStore>(),
            provider.GetRequiredService<CurrentCatalog>(),
            id => find(provider, id),
            provider.GetRequiredService<IBell>(),
            provider.GetRequiredService<HttpLimits>().Offline,
            provider.GetRequiredService<BenchmarkOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BenchmarkRunner>>()));
        services.AddHostedService<BenchmarkWorker>();
        return services;
    }

    /// <summary>What an application has that brought none.</summary>
    private sealed class NoLoadWorker : ILoadWorker
    {
        public Task<LoadOutcome> RunAsync(LoadOrder order, Action<LoadMoment> onProgress, Func<SampleBatch, Task> onSamples, CancellationToken cancellationToken) =>
            throw new BenchmarkRefusedException("worker", "There is no load worker in this application; register an ILoadWorker.");
    }
}
