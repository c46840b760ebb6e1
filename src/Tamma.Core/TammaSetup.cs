using Microsoft.Extensions.DependencyInjection;
using Tamma.Benchmarks;
using Tamma.Discovery;
using Tamma.Notifications;
using Tamma.Notifications.Deliveries;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Providers.Http;
using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Sources;

namespace Tamma;

public static class TammaSetup
{
    /// <summary>Adds the service. It needs one storage composition, <c>UseEmbeddedStorage(path)</c> for example, and a host that starts its workers.</summary>
    public static TammaBuilder AddTamma(this IServiceCollection services, TammaOptions? options = null)
    {
        var chosen = options ?? TammaOptions.FromEnvironment();
        services.AddSingleton(new MyProviders(chosen.Connections.Select(connection => connection.Provider), chosen.Connections.Any(connection => !connection.Optional)));
        services.AddSingleton(new ConfiguredConnections(chosen.Connections) { LeftOut = chosen.LeftOut });
        services.AddSingleton(chosen.Policy);
        services.AddProviders(chosen.Http);
        services.AddSources();
        services.AddSingleton<ConnectionCheck>();
        foreach (var connection in chosen.Connections)
        {
            services.AddSingleton(provider => SourceOperation.For(connection, provider));
        }

        services.AddSingleton(new SourcesOff([.. chosen.Sources.Where(source => !source.IsRead)]));
        foreach (var source in chosen.Sources.Where(source => source.IsRead))
        {
            services.AddSingleton(provider => Operation(source, provider));
        }

        services.AddSingleton(chosen.Retention);
        services.AddDiscovery(chosen.Discovery);
        services.AddSingleton(chosen.Analytics);
        services.AddSingleton(chosen.Synonyms);
        services.AddSearch();
        AddEmbeddings(services, chosen);
        services.AddSingleton(chosen.Severities);
        services.AddNotifications();
        services.AddSubscriptions(chosen.Subscriptions with
        {
            Webhooks = chosen.Subscriptions.Webhooks with { Offline = chosen.Http.Offline, Certificates = Authorities.Policy(chosen.Http.CaFile) },
        });
        services.AddBenchmarks(static (provider, id) => provider.GetRequiredService<ConnectionBook>().Find(id) is { IsRead: true } connection ? connection.Options : null);
        services.AddSingleton<IModelDiscoveryService, ModelDiscoveryService>();
        services.AddSingleton<IBenchmarkEngine, BenchmarkEngine>();
        return new(services);
    }

    private static void AddEmbeddings(IServiceCollection services, TammaOptions chosen)
    {
        var options = chosen.Embeddings;
        if (chosen.EmbeddingServer is { } server)
        {
            options = options with { Space = new(server.Shown, server.Model, server.Dimensions) };
            services.AddEmbeddingServer(server, chosen.Http);
            services.AddSingleton<EmbeddingSource>(provider => space => provider.GetRequiredService<EmbeddingServer>()(space.Model, space.Dimensions));
        }

        services.AddEmbeddings(options);
    }

    private static SourceOperation Operation(ReferenceSourceOptions source, IServiceProvider provider)
    {
        var type = provider.GetServices<ReferenceSourceType>().FirstOrDefault(candidate => candidate.Id == source.Id)
            ?? throw new InvalidOperationException($"No source is called '{source.Id}'.");
        return new(type.Create(source, provider), source.Interval, Optional: false, "reference", source.Url.ToString(), source.Listings);
    }
}

/// <summary>Goes on with the composition.</summary>
public sealed record TammaBuilder(IServiceCollection Services);
