using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Sources;

namespace Tamma;

public static class TammaSetup
{
    /// <summary>Adds the service. It needs one storage composition, <c>UseEmbeddedStorage(path)</c> for example, and a host that starts its workers.</summary>
    public static TammaBuilder AddTamma(this IServiceCollection services, TammaOptions? options = null)
    {
        var chosen = options ?? TammaOptions.FromEnvironment();
        services.AddSingleton(new MyProviders(chosen.Connections.Select(connection => connection.Provider)));
        services.AddSingleton(new DiscoveryConnections([.. chosen.Connections.Select(connection => new ConnectionView(connection.Id, connection.Provider, connection.Simulated))]));
        services.AddSingleton(new ConfiguredConnections(chosen.Connections));
        services.AddProviders(chosen.Http);
        services.AddSources();
        foreach (var connection in chosen.Connections)
        {
            services.AddSingleton(provider => Operation(connection, provider));
        }

        foreach (var source in chosen.Sources)
        {
            services.AddSingleton(provider => Operation(source, provider));
        }

        services.AddDiscovery(chosen.Discovery);
        services.AddSingleton<IModelDiscoveryService, ModelDiscoveryService>();
        return new(services);
    }

    private static SourceOperation Operation(ConnectionOptions connection, IServiceProvider provider)
    {
        var type = provider.GetServices<ProviderType>().FirstOrDefault(candidate => candidate.Name == connection.Type)
            ?? throw new InvalidOperationException($"Connection '{connection.Id}' is of type '{connection.Type}', which no provider has.");
        return new(type.Create(connection, provider), connection.Interval, connection.Optional, connection.Type, connection.Url.ToString(), connection.Listings);
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
