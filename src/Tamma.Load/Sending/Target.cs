using System.Net;
using System.Net.Http.Headers;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Load.Sending;

/// <summary>Where requests go and what stands at their head: the same for all of a run, made once.</summary>
internal sealed class Target
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly string _base;

    public Target(LoadPlan plan)
    {
        Protocol = ProtocolOf(plan.Protocol);
        var below = plan.Url.AbsoluteUri.TrimEnd('/');
        Url = plan.Endpoint ?? new($"{below}/{ChatRequests.Path(Protocol, plan.Model, plan.Stream)}");
        _base = below;
        Probe = Below(Listing(Protocol));
        _headers.AddRange(ChatRequests.Headers(Protocol).Where(header => plan.Headers?.ContainsKey(header.Key) is not true));
        if (plan.Key is { } key)
        {
            _headers.Add(Protocol switch
            {
                ChatProtocol.Anthropic => new("x-api-key", key),
                ChatProtocol.Gemini => new("x-goog-api-key", key),
                _ => new("Authorization", $"Bearer {key}"),
            });
        }

        _headers.AddRange(plan.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public ChatProtocol Protocol { get; }

    public Uri Url { get; }

    /// <summary>Something cheap at the same server, to open connections with.</summary>
    public Uri Probe { get; }

    /// <summary>Something else at the same server.</summary>
    public Uri Below(string path) => new($"{_base}/{path}");

    /// <summary>HTTP/1.1: a connection for each stream, so that no stream waits for the window of another, and what is measured is the same everywhere.</summary>
    public HttpRequestMessage Request(HttpMethod method, Uri url, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, url) { Content = content, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // Packed answers come in blocks, and the blocks would be taken for the model's rhythm.
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("tamma-load", typeof(Target).Assembly.GetName().Version?.ToString(3)));
        return request;
    }

    private static ChatProtocol ProtocolOf(string name) => name switch
    {
        "responses" => ChatProtocol.Responses,
        "anthropic" => ChatProtocol.Anthropic,
        "gemini" => ChatProtocol.Gemini,
        "ollama" => ChatProtocol.Ollama,
        _ => ChatProtocol.OpenAi,
    };

    private static string Listing(ChatProtocol protocol) => protocol switch
    {
        ChatProtocol.Anthropic => "v1/models?limit=1",
        ChatProtocol.Gemini => "v1beta/models?pageSize=1",
        ChatProtocol.Ollama => "api/version",
        _ => "models",
    };
}
