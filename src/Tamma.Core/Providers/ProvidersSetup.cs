using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tamma.Providers.Chat;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.OpenRouter;

namespace Tamma.Providers;

public static class ProvidersSetup
{
    /// <summary>All wire formats that connections can speak. <see cref="MyProviders"/> comes from who knows the configuration.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, HttpLimits limits)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.None)); // a stack trace for each try; a run says once what happened
        services.AddSingleton(limits);
        services.AddSingleton<ConnectionLines>();
        services.AddSingleton<ConnectionTraffic>();
        services.AddSingleton(provider => new Circuits(provider.GetRequiredService<ConnectionLines>()));
        services.AddSingleton<JsonFetch>();
        services.AddTransient<AnswerReader>();
        services.AddHttpClient(JsonFetch.Client, client => client.Timeout = Timeout.InfiniteTimeSpan) // each try has its own limit
            .RemoveAllLoggers() // they would write addresses; a run writes its one line
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // PooledConnectionLifetime takes care of changed names
            .ConfigurePrimaryHttpMessageHandler(() => Sockets.Create(limits))
            .AddPipelines()
            .AddHttpMessageHandler<AnswerReader>();
        services.AddSingleton<LocalServer>();
        services.AddHttpClient(LocalServer.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Sockets.Create(limits))
            .AddHttpMessageHandler(provider => new AnswerReader(
                limits with { MaxBytes = LocalServer.MostBytes }, provider.GetRequiredService<ConnectionTraffic>(), provider.GetRequiredService<TimeProvider>()));

        services.AddSingleton<ChatSender>();
        services.AddHttpClient(ChatSender.Client, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = ChatSender.MostBytes;
            })
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Sockets.Create(limits));

        foreach (var type in ProviderTypes.All)
        {
            services.AddSingleton(type);
        }

        services.AddSingleton<PageWalk>();
        services.AddSingleton(provider => new OpenRouterEndpoints(provider.GetRequiredService<JsonFetch>()));
        return services;
    }
}
