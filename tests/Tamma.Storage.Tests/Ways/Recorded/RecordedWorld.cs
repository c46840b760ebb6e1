using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.Local;

namespace Tamma.Storage.Tests.Ways.Recorded;

/// <summary>The embedded service with the real readers, guards and database; in the place of the sockets the recording that is set, and a clock that is set.</summary>
internal sealed class RecordedWorld : HttpMessageHandler, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private Recording? _now;
    private bool _isListed;

    public RecordedWorld(string database, DateTimeOffset begin)
    {
        Time = new(begin);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging()
            .AddTamma(new() { Http = new() { Attempts = 1, Hosted = new HttpLimits().Hosted with { RequestsPerSecond = 0 } } })
            .UseEmbeddedStorage(database).Services
            .AddHttpClient(JsonFetch.Client).ConfigurePrimaryHttpMessageHandler(() => this).Services
            .AddHttpClient(LocalServer.Client).ConfigurePrimaryHttpMessageHandler(() => this).Services
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task OpenAsync(IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        await Get<CurrentCatalog>().LoadAsync(cancellationToken);
        foreach (var folder in folders)
        {
            var format = Core.Tests.Providers.RecordedFormat.ByFolder[folder];
            var operation = SourceOperation.For(format.Connection with { Id = folder, Provider = folder, Bills = format.Found.Bills }, _services);
            await Get<CatalogWriter>().RegisterAsync(operation.Listing.Source, cancellationToken);
            Get<DiscoveryCoordinator>().Put(operation);
        }

        await Get<SourceBoard>().LoadAsync(cancellationToken);
    }

    /// <summary>Reads the endpoint as it answered then.</summary>
    public async Task<Run> RunAsync(Recording recording, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (at > Time.GetUtcNow())
        {
            Time.SetUtcNow(at);
        }

        Answer(recording);
        var source = SourceId.Connection(recording.Folder);
        Get<DiscoveryCoordinator>().Start(source, RunTrigger.Schedule);
        await Get<DiscoveryCoordinator>().WaitAsync(source, cancellationToken);
        return Get<SourceBoard>().RunsOf(source).Last!;
    }

    /// <summary>The next list that is asked for is this.</summary>
    public void Answer(Recording recording) => (_now, _isListed) = (recording, false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var format = _now!.Format;
        var isNextPage = _isListed
            && (format.Rows == "items" || request.RequestUri!.Query.Contains("oken=", StringComparison.Ordinal) || request.RequestUri.Query.Contains("after", StringComparison.Ordinal));
        var response = isNextPage ? Of(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""{"{{format.Rows}}":[]}"""))
            : _isListed ? Of(HttpStatusCode.NotFound, "{}"u8.ToArray())
            : Of((HttpStatusCode)_now.Status, _now.Body);
        _isListed = true;
        return Task.FromResult(response);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Dispose();
    }

    private static HttpResponseMessage Of(HttpStatusCode status, byte[] body) => new(status) { Content = new ByteArrayContent(body) };
}
