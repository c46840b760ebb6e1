using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tamma.Client;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Answers as a Tamma server would, with what a test laid in, and remembers what it was asked.</summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (int Status, byte[] Body)> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly HttpListener _listener;
    private readonly Task _loop;

    public StubServer()
    {
        (_listener, Url) = Listen();
        _loop = AnswerAsync();
    }

    public string Url { get; }

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Lays in an answer; the place is <c>METHOD path</c>, below <c>/api/v1</c>, with or without a query.</summary>
    public StubServer On<T>(string place, T answer, JsonTypeInfo<T> type, int status = 200)
    {
        _answers[place] = (status, JsonSerializer.SerializeToUtf8Bytes(answer, type));
        return this;
    }

    /// <summary>Lays in an answer that is text.</summary>
    public StubServer OnText(string place, string text)
    {
        _answers[place] = (200, Encoding.UTF8.GetBytes(text));
        return this;
    }

    public StubServer OnProblem(string place, int status, string type, string detail) =>
        On(place, new ProblemResponse { Type = $"urn:tamma:problem:{type}", Title = type, Status = status, Detail = detail }, TammaJson.Default.ProblemResponse, status);

    public async ValueTask DisposeAsync()
    {
        // Closed once: a stop before it gives the port back, and closing then takes it again, from whoever has it by now.
        _listener.Close();
        await _loop;
    }

    private static (HttpListener Listener, string Url) Listen()
    {
        while (true)
        {
            var url = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}";
            var listener = new HttpListener { Prefixes = { url + "/" } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException && !_listener.IsListening)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var path = request.Url!.PathAndQuery.Replace("/api/v1", "", StringComparison.Ordinal);
        _requests.Enqueue(new(request.HttpMethod, path, request.Headers["Authorization"], await reader.ReadToEndAsync()) { PrivacyControl = request.Headers["Sec-GPC"] });

        var found = _answers.TryGetValue($"{request.HttpMethod} {path}", out var answer)
            || _answers.TryGetValue($"{request.HttpMethod} {path.Split('?')[0]}", out answer);
        var (status, body) = found ? answer : (404, """{"type":"urn:tamma:problem:not_found","title":"Not found","status":404,"detail":"There is no such thing."}"""u8.ToArray());
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        try
        {
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // Whoever asked was interrupted meanwhile.
        }
    }
}

public sealed record StubRequest(string Method, string Path, string? Authorization, string Body)
{
    public string? PrivacyControl { get; init; }
}
