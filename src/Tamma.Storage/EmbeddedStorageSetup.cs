using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tamma.Benchmarks.Running;
using Tamma.Catalog;
using Tamma.Catalog.Overriding;
using Tamma.Catalog.Retention;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Tamma.Providers;
using Tamma.Providers.Health;
using Tamma.Search.Analytics;
using Tamma.Search.Embedding;
using Tamma.Security;
using Tamma.Storage.Sqlite;

namespace Tamma.Storage;

/// <summary>The embedded composition: one SQLite file, and a bell and a lease inside this process. One node.</summary>
public static class EmbeddedStorageSetup
{
    /// <summary>As <see cref="AddEmbeddedStorage"/>, to go on from <c>AddTamma()</c>.</summary>
    public static TammaBuilder UseEmbeddedStorage(this TammaBuilder builder, string path)
    {
        builder.Services.AddEmbeddedStorage(path);
        return builder;
    }

    /// <param name="services">What it is added to.</param>
    /// <param name="path">The database file; it and its folder are made when they are not there.</param>
    /// <remarks>The file is opened when the first store is asked for; what is wrong with it is a <see cref="StorageException"/> then.</remarks>
    public static IServiceCollection AddEmbeddedStorage(this IServiceCollection services, string path)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => SqliteDatabase.Open(path, provider.GetRequiredService<TimeProvider>(), provider.GetService<EventSeverity>()));
        services.AddSingleton<ICatalogStore, SqliteCatalogStore>();
        services.AddSingleton<IEventLog, SqliteEventLog>();
        services.AddSingleton<ICursorStore, SqliteCursorStore>();
        services.AddSingleton<IRunStore, SqliteRunStore>();
        services.AddSingleton<IReviewStore, SqliteReviewStore>();
        services.AddSingleton<IRetirementStore, SqliteRetirementStore>();
        services.AddSingleton<IOverrideStore, SqliteOverrideStore>();
        services.AddSingleton<IBackup, SqliteBackup>();
        services.AddSingleton<IRetentionStore, SqliteRetentionStore>();
        services.AddSingleton<IHealthStore, SqliteHealthStore>();
        services.AddSingleton<IConnectionStore, SqliteConnectionStore>();
        services.AddSingleton<IEmbeddingStore, SqliteEmbeddingStore>();
        services.AddSingleton<ISubscriptionStore, SqliteSubscriptionStore>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<IKeyStore, SqliteKeyStore>();
        services.AddSingleton<IAskedStore, SqliteAskedStore>();
        services.AddSingleton<IBenchmarkStore, SqliteBenchmarkStore>();
        services.AddSingleton<IBell, InProcessBell>();
        services.AddSingleton<ILease, InProcessLease>();
        return services;
    }
}
