using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers.Http;

namespace Tamma.Providers.Embeddings;

public static class EmbeddingsSetup
{
    /// <summary>Adds the <see cref="EmbeddingServer"/>. Needs <see cref="ProvidersSetup.AddProviders"/>'s services.</summary>
    public static IServiceCollection AddEmbeddingServer(this IServiceCollection services, EmbeddingServerOptions server, HttpLimits limits)
    {
        services.AddHttpClient(CompatibleEmbeddings.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers() // they would write addresses
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Sockets.Create(limits))
            .AddHttpMessageHandler<AnswerReader>();
        services.AddSingleton<EmbeddingServer>(provider => (model, dimensions) =>
            new CompatibleEmbeddings(provider.GetRequiredService<IHttpClientFactory>(), server, model, dimensions, provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
