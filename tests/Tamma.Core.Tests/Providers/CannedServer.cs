using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Sources;

namespace Tamma.Core.Tests.Providers;

/// <summary>Everything of ours above the sockets, and canned answers in their place.</summary>
internal sealed class CannedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private readonly Dictionary<string, Func<HttpRequestMessage, Task<HttpResponseMessage>>> _places = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly HttpLimits _limits;

    /// <summary>Kept from one run to the next: a second reader would find nothing.</summary>
    private Task<TimeSpan>? _wait;

    public CannedServer(HttpLimits? limits = null, params string[] mine)
    {
        _limits = limits ?? new();
        _limits = _limits with { Hosted = _limits.Hosted with { RequestsPerSecond = 0 } }; // that bound keeps real time
        Time = new(_limits.RequestTimeout);
        Services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddProviders(_limits)
            .AddSources()
            .AddSingleton(new MyProviders(mine))
            .AddHttpClient(JsonFetch.Client).ConfigurePrimaryHttpMessageHandler(() => this).Services
            .AddHttpClient(LocalServer.Client).ConfigurePrimaryHttpMessageHandler(() => this).Services
            .BuildServiceProvider();
    }

    public TestClock Time { get; }

    public ServiceProvider Services { get; }

    public List<Uri> Asked { get; } = [];

    public List<Dictionary<string, string>> Headers { get; } = [];

    public CannedServer Answers(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    /// <summary>Answers a path whenever it is asked; all other paths are not found then.</summary>
    public CannedServer At(string path, Func<HttpRequestMessage, Task<HttpResponseMessage>> answer)
    {
        _places[path] = answer;
        return this;
    }

    public CannedServer At(string path, string body, HttpStatusCode status = HttpStatusCode.OK) => At(path, Encoding.UTF8.GetBytes(body), status);

    public CannedServer At(string path, byte[] body, HttpStatusCode status = HttpStatusCode.OK) =>
        At(path, _ => Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) }));

    public CannedServer Answers(HttpStatusCode status, string body = "", Action<HttpResponseMessage>? also = null) =>
        Answers((_, _) =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            also?.Invoke(response);
            return Task.FromResult(response);
        });

    public CannedServer Answers(string body, Action<HttpResponseMessage>? also = null) => Answers(HttpStatusCode.OK, body, also);

    public CannedServer Answers(byte[] body) => Answers((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) }));

    /// <summary>Promises more bytes than it sends.</summary>
    public CannedServer AnswersCut(string body, int missing = 10) =>
        Answers(body, response => response.Content = Streamed(body, Encoding.UTF8.GetByteCount(body) + missing));

    public CannedServer Hangs() => Answers(async (_, cancellationToken) =>
    {
        Time.Wait(_limits.RequestTimeout);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Not reached.");
    });

    public CannedServer Fails(Exception failure) => Answers((_, _) => throw failure);

    public CannedServer Times(int count, Func<CannedServer, CannedServer> answer)
    {
        for (var i = 0; i < count; i++)
        {
            answer(this);
        }

        return this;
    }

    /// <summary>Runs to the end and moves the clock as far as each wait needs.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        _wait ??= Time.NextWaitAsync().AsTask();
        while (await Task.WhenAny(work, _wait) != work)
        {
            Time.Advance(await _wait);
            _wait = Time.NextWaitAsync().AsTask();
        }

        return await work;
    }

    public static StreamContent Streamed(string body, long? length = null)
    {
        var content = new StreamContent(new Unseekable(Encoding.UTF8.GetBytes(body)));
        content.Headers.ContentLength = length;
        return content;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Asked.Add(request.RequestUri!);
            Headers.Add(request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
            return _answers.TryDequeue(out var answer) ? answer(request, cancellationToken)
                : _places.TryGetValue(request.RequestUri!.AbsolutePath, out var place) ? place(request)
                : _places.Count > 0 ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("404 page not found") })
                : throw new InvalidOperationException("Asked once more than there are answers.");
        }
    }

    /// <summary>A stream without a length, as from a socket.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
