using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Server.Hosting;
using Tamma.Server.Live;
using Xunit;

namespace Tamma.Server.Tests.Running;

/// <summary>The real server on a free port of loopback, with a database of its own and sources that a test speaks for.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private RunningServer(WebApplication app, ServerSettings settings, string url, Stubs stubs, LinesOfLog log, bool ownsFolder)
    {
        App = app;
        Settings = settings;
        Url = url;
        Stubs = stubs;
        Log = log;
        _ownsFolder = ownsFolder;
        Http = new() { BaseAddress = new(url) };
        var entry = JsonDocument.Parse(File.ReadAllText(settings.CredentialFile)).RootElement.EnumerateObject().Last();
        Key = entry.Value.GetProperty("key").GetString()!;
    }

    public WebApplication App { get; }

    public ServerSettings Settings { get; }

    public string Url { get; }

    public Stubs Stubs { get; }

    public LinesOfLog Log { get; }

    /// <summary>Without a key: a reader on this machine.</summary>
    public HttpClient Http { get; }

    public string Key { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RunningServer> StartAsync(Stubs? stubs = null, string? folder = null, Func<TammaOptions, TammaOptions>? options = null, Action<IServiceCollection>? services = null, LiveLimits? live = null)
    {
        stubs ??= new();
        var ownsFolder = folder is null;
        folder ??= Directory.CreateTempSubdirectory("tamma-server-").FullName;
        var settings = new ServerSettings
        {
            Port = 0,
            DataFolder = Path.Combine(folder, "data"),
            CredentialFile = Path.Combine(folder, "config", "credentials.json"),
            Live = live ?? new(),
            Tamma = (options ?? (given => given))(new() { Discovery = new() { Removal = stubs.Removal } }),
        };
        var log = new LinesOfLog();
        var app = TammaHost.Build(settings, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            foreach (var stub in stubs.All)
            {
                builder.Services.AddSingleton(new SourceOperation(stub, TimeSpan.FromDays(1), Optional: false, "stub", "http://user:secret@stub.invalid/v1?key=secret", ListingScope.All));
            }

            builder.Services.AddSingleton(new DiscoveryConnections(
            [
                .. settings.Tamma.Connections.Select(connection => new ConnectionView(connection.Id, connection.Provider, connection.Simulated)),
                .. stubs.All.Where(stub => stub.Source.Id.ConnectionId is not null)
                    .Select(stub => new ConnectionView(stub.Source.Id.ConnectionId!, stub.Source.Provider!, stub.Source.Simulated)),
            ]));
            services?.Invoke(builder.Services);
        });
        var (url, _) = await Start.OpenAsync(app, settings, Cancelled);
        var server = new RunningServer(app, settings, url, stubs, log, ownsFolder);
        await server.SettleAsync();
        await server.DiscoverAsync();
        return server;
    }

    /// <summary>Runs every source until each has given its newest answer.</summary>
    public async Task<ImmutableArray<Run>> DiscoverAsync()
    {
        var service = App.Services.GetRequiredService<IModelDiscoveryService>();
        var runs = await service.DiscoverModelsAsync(cancellationToken: Cancelled);
        while (Stubs.All.Any(stub => !stub.HasServed))
        {
            runs = await service.DiscoverModelsAsync(cancellationToken: Cancelled);
        }

        return runs;
    }

    /// <summary>Waits until the runs of the start are over and the next ones are a day away, so that none comes in between later.</summary>
    private async Task SettleAsync()
    {
        var coordinator = App.Services.GetRequiredService<DiscoveryCoordinator>();
        var schedule = App.Services.GetRequiredService<DiscoverySchedule>();
        var board = App.Services.GetRequiredService<SourceBoard>();
        foreach (var source in coordinator.Operations.Select(operation => operation.Listing.Source.Id))
        {
            while (board.RunsOf(source).Last is null
                || await schedule.NextAsync(source, Cancelled) is not { } next
                || next < TimeProvider.System.GetUtcNow().AddHours(1)
                || !coordinator.AllActive.IsEmpty)
            {
                Cancelled.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    public HttpRequestMessage Request(HttpMethod method, string path, string? key = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Url + path));
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = null) => Http.SendAsync(Request(method, path, key), Cancelled);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await GetAsync(path);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Status and name of a problem.</summary>
    public static async Task<(int Status, string Name, string Detail)> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled)).RootElement;
        Assert.Equal((int)response.StatusCode, body.GetProperty("status").GetInt32());
        return ((int)response.StatusCode, body.GetProperty("type").GetString()!["urn:tamma:problem:".Length..], body.GetProperty("detail").GetString()!);
    }

    public async Task<(int Status, string Name, string Detail)> ProblemAsync(string path) => await ProblemAsync(await GetAsync(path));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Path.GetDirectoryName(Settings.DataFolder)!, recursive: true);
        }
    }
}
