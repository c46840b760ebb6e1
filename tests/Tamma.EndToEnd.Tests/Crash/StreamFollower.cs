using System.Net.Http.Headers;
using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// A client of the stream of changes that keeps nothing but the id that came last, as a browser's does: it leaves in the middle of an event, at random, and comes
/// again with <c>Last-Event-ID</c>, wherever the server is now.
/// </summary>
/// <param name="where">The server's address; null while it is known to be dead.</param>
/// <param name="filter">Which events.</param>
/// <param name="seed">Of its drops.</param>
internal sealed class StreamFollower(Func<Uri?> where, string filter, int seed)
{
    private readonly Random _dice = new(seed);
    private string? _lastId;

    public Told Told { get; } = new();

    /// <summary>How often it left by itself.</summary>
    public int Drops { get; private set; }

    /// <summary>How often the server was gone.</summary>
    public int Losses { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        while (!cancellationToken.IsCancellationRequested)
        {
            // After so many lines or so long, what comes first: a filter that matches little would wait long for its lines.
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(_dice.Next(50, 500)), TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                await (where() is { } server ? FollowAsync(http, server, either.Token) : Task.CompletedTask);
            }
            catch (Exception ex) when (ex is IOException or HttpRequestException { StatusCode: null })
            {
                Losses++;
            }
            catch (OperationCanceledException)
            {
                Drops++;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(1, 30)), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task FollowAsync(HttpClient http, Uri server, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"api/v1/changes/stream?after=0&filter={Uri.EscapeDataString(filter)}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (_lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", _lastId);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var (id, name, data) = ("", "message", "");
        for (var left = _dice.Next(1, 1_200); left > 0; left--)
        {
            if (await lines.ReadLineAsync(cancellationToken) is not { } line)
            {
                Losses++;
                return;
            }

            if (line is "")
            {
                Take(id, name, data);
                (id, name, data) = ("", "message", "");
            }
            else if (line.Split(": ", 2) is [var field, var value])
            {
                (id, name, data) = field switch { "id" => (value, name, data), "event" => (id, value, data), "data" => (id, name, value), _ => (id, name, data) };
            }
        }

        Drops++;
    }

    /// <summary>An event counts when it is whole, and so does its id.</summary>
    private void Take(string id, string name, string data)
    {
        _lastId = id is "" ? _lastId : id;
        if (name is "message" && data is not "")
        {
            using var happening = JsonDocument.Parse(data);
            Told.Add(happening.RootElement);
        }
    }
}
