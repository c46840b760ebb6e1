using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Tamma.Benchmarks.Running;
using Tamma.Server.Access;
using Tamma.Server.Benching;
using Tamma.Server.Compat;
using Tamma.Server.Live;
using Tamma.Server.Projections;
using Tamma.Server.Rest;
using Tamma.Storage;

namespace Tamma.Server.Hosting;

/// <summary>The composition: one catalogue, one record, one API. Reads no configuration but the settings that it is given.</summary>
internal static class TammaHost
{
    /// <summary>More than webhooks under way are given to be answered.</summary>
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(8);

    /// <param name="settings">All there is to decide.</param>
    /// <param name="more">For tests, which bring a listing or a clock of their own.</param>
    public static WebApplication Build(ServerSettings settings, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(TammaHost).Assembly.GetName().Name });
        AddLogging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ServicesStartConcurrently = true;
            host.ShutdownTimeout = s_shutdown;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddTamma(settings.Tamma with { Subscriptions = settings.Tamma.Subscriptions with { KeyFile = settings.SecretKeyFile } }).UseEmbeddedStorage(settings.Database);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ServerPlace>();
        builder.Services.AddSingleton<ProcessMark>();
        AddApi(builder.Services);
        more?.Invoke(builder);

        var app = builder.Build();
        app.UseExceptionHandler(static _ => { });
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.MapApi();
        app.RefuseOpenRoutes();
        return app;
    }

    private static void AddApi(IServiceCollection services)
    {
        services.AddExceptionHandler<FaultHandling>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<Gate>();
        services.AddSingleton<SourceViews>();
        services.AddSingleton<HealthViews>();
        services.AddSingleton<StatusView>();
        services.AddSingleton<CompatDocuments>();
        services.AddSingleton<DiscoverySwitch>();
        services.AddSingleton<OperatorImport>();
        services.AddSingleton<SearchListening>();
        services.AddSingleton<SearchMeaning>();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<LiveServices>();
        services.AddSingleton<SubscriptionViews>();
        services.AddSingleton<ILoadWorker, LoadWorker>();
        services.AddDescription();
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.LongestBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Listen(settings.Address, settings.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // a start that fails is told in one sentence
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
