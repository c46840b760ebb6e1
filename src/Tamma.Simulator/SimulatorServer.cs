using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Simulator.Chat;
using Tamma.Simulator.Chat.Pacing;
using Tamma.Simulator.Control;
using Tamma.Simulator.Generation;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Scripts;
using Tamma.Simulator.Serving;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator;

/// <summary>Puts the simulator together and runs it until it is told to stop.</summary>
internal static class SimulatorServer
{
    public static async Task RunAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        await using var app = Build(options);
        await app.StartAsync(cancellationToken);
        if (options.ExitWithParent)
        {
            ParentWatch.Start(app.Lifetime);
        }

        Console.WriteLine($"simulator listening on {app.Urls.Single()}");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static WebApplication Build(SimulatorOptions options)
    {
        // The empty builder reads no settings file and no environment, and logs nothing: the command line is all there is.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
        });

        // A frame is handed to the system by the thread that writes it, and not by another one a while later.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ControlJson.Default);
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(WorldsOf(options));
        builder.Services.AddSingleton<Drift>();
        builder.Services.AddSingleton<ScriptClock>();
        builder.Services.AddSingleton<ListingBodies>();
        builder.Services.AddSingleton<Pacer>();
        builder.Services.AddHostedService<DriftTimer>();

        var app = builder.Build();
        app.UseMiddleware<ErrorAnswer>();
        app.UseRouting();
        app.MapWorldControl();
        app.MapModelControl();
        app.MapChatControl();
        app.MapProviderWorlds();
        return app;
    }

    private static WorldSet WorldsOf(SimulatorOptions options)
    {
        var worlds = new WorldSet(options.Seed);
        if (options.Scenario == Scenario.Demo)
        {
            DemoScenario.Fill(worlds, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        }

        return worlds;
    }
}
