using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Tamma.Search.Embedding;

public static class EmbeddingSetup
{
    /// <summary>
    /// Adds <see cref="QueryEmbedder"/> and its state, and, where a space is configured, what makes the models' vectors: that needs
    /// <see cref="SearchSetup.AddSearch"/>'s services, an <see cref="IEmbeddingStore"/> and an <see cref="EmbeddingSource"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddings(this IServiceCollection services, EmbeddingOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<CurrentEmbeddings>();
        services.AddSingleton(provider => new QueryEmbedder(
            provider.GetRequiredService<CurrentEmbeddings>(),
            options.Space is null ? null : provider.GetRequiredService<EmbeddingSource>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QueryEmbedder>>()));
        if (options.Space is not null)
        {
            services.AddHostedService<EmbeddingFollower>();
        }

        return services;
    }
}
