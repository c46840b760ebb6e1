using System.Collections.Concurrent;

namespace Tamma.Providers.Http;

/// <summary>
/// Which pipeline a request goes through: each connection has its own, and another one when its bounds change. What one
/// connection suffers is so never felt by another.
/// </summary>
internal sealed class ConnectionLines(HttpLimits limits)
{
    public static readonly HttpRequestOptionsKey<string?> Connection = new("tamma.connection");

    public static readonly HttpRequestOptionsKey<bool> IsOnce = new("tamma.once");

    private readonly ConcurrentDictionary<string, LineLimits> _limits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>A public document counts by its server.</summary>
    public string KeyOf(HttpRequestMessage request)
    {
        var url = request.RequestUri!;
        request.Options.TryGetValue(AnswerReader.Access, out var access);
        var own = LineLimits.Of(access?.Limits ?? new(), url.IsLoopback, limits);
        var key = $"{CircuitName(request)} {own}";
        if (_limits.TryAdd(key, own) && NameOf(request) is { } changed)
        {
            _circuits.TryRemove(changed, out _); // another pipeline begins with a closed one
        }

        return key;
    }

    public LineLimits Of(string key) => _limits[key];

    public Circuit CircuitOf(HttpRequestMessage request) => CircuitOf(CircuitName(request));

    private static string CircuitName(HttpRequestMessage request) => NameOf(request) ?? "at " + request.RequestUri!.Authority;

    public static string? NameOf(HttpRequestMessage request) => request.Options.TryGetValue(Connection, out var id) ? id : null;

    /// <summary>Closed for one that was never asked.</summary>
    public Circuit CircuitOf(string? connection) => connection is not null && _circuits.TryGetValue(connection, out var circuit) ? circuit : Circuit.Closed;

    public void Opened(HttpRequestMessage? request, DateTimeOffset now, TimeSpan pause, string? why) =>
        Set(request, new(CircuitState.Open, now, now + pause) { Why = why });

    public void HalfOpened(HttpRequestMessage? request, DateTimeOffset now) => Set(request, new(CircuitState.HalfOpen, now, null));

    public void Closed(HttpRequestMessage? request) => Set(request, Circuit.Closed);

    private void Set(HttpRequestMessage? request, Circuit circuit)
    {
        if (request is not null)
        {
            _circuits[CircuitName(request)] = circuit;
        }
    }
}
