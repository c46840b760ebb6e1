using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Storage;

namespace Tamma.Perf;

/// <summary>The product in this process, as an embedding application has it, with a stamp when the last byte of an answer has been read.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly LastByte _lastByte = new();

    private Service(TammaOptions options, string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddTamma(options).UseEmbeddedStorage(database);
        builder.Services.AddHttpClient("listing").ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new Stamp(_lastByte)));
        _host = builder.Build();
    }

    public IModelDiscoveryService Discovery => _host.Services.GetRequiredService<IModelDiscoveryService>();

    public static async Task<Service> StartAsync(TammaOptions options, string database)
    {
        var service = new Service(options, database);
        await service._host.StartAsync();
        return service;
    }

    /// <summary>Milliseconds from the last byte of the last answer until now.</summary>
    public double SinceLastByte() => Stopwatch.GetElapsedTime(_lastByte.At).TotalMilliseconds;

    public TService Get<TService>() where TService : notnull => _host.Services.GetRequiredService<TService>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class LastByte
    {
        public long At { get; set; }
    }

    /// <summary>Outermost in the pipeline: what comes back through it has been read whole.</summary>
    private sealed class Stamp(LastByte last) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            last.At = Stopwatch.GetTimestamp();
            return response;
        }
    }
}
