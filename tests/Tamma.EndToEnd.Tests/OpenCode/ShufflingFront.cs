using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Tamma.EndToEnd.Tests.OpenCode;

/// <summary>Stands before a real server and gives its answer with the members of every object, and the providers, in another order each time.</summary>
internal sealed class ShufflingFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Random _dice = new(1);
    private readonly JsonElement _answer;
    private readonly Task _serving;

    public ShufflingFront(byte[] answer)
    {
        _answer = JsonElement.Parse(answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many different bodies were sent.</summary>
    public int Bodies { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
                {
                    // A question without a body ends with an empty line.
                }

                var body = new ArrayBufferWriter<byte>();
                await using (var json = new Utf8JsonWriter(body))
                {
                    Write(json, _answer, isRoot: true);
                }

                Bodies++;
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.WrittenCount}\r\n\r\n"), _end.Token);
                await stream.WriteAsync(body.WrittenMemory, _end.Token);
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private void Write(Utf8JsonWriter json, JsonElement element, bool isRoot = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = element.EnumerateObject().ToArray();
                _dice.Shuffle(members);
                json.WriteStartObject();
                foreach (var member in members)
                {
                    json.WritePropertyName(member.Name);
                    if (isRoot && member.Value.ValueKind is JsonValueKind.Array)
                    {
                        var rows = member.Value.EnumerateArray().ToArray();
                        _dice.Shuffle(rows);
                        json.WriteStartArray();
                        Array.ForEach(rows, row => Write(json, row));
                        json.WriteEndArray();
                    }
                    else
                    {
                        Write(json, member.Value);
                    }
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
