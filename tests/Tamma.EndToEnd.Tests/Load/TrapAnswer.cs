using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>One answer of a trap: each part is one write of the server, at its time in milliseconds after the request.</summary>
internal sealed record TrapAnswer
{
    private ImmutableList<(double At, byte[] Bytes, int Times)> Parts { get; init; } = [];

    private string End { get; init; } = "keep";

    private double EndAt { get; init; }

    /// <summary>The head of a stream in chunks.</summary>
    public static TrapAnswer Stream(double at, string type = "text/event-stream", string more = "") =>
        new TrapAnswer().Raw(at, $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{more}Transfer-Encoding: chunked\r\n\r\n");

    /// <summary>A whole answer at once.</summary>
    public static TrapAnswer Whole(double at, string status, string body, string more = "") =>
        new TrapAnswer().Raw(at, $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{more}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>One write of so many chunks.</summary>
    public TrapAnswer Say(double at, params string[] chunks) => Raw(at, [.. chunks.SelectMany(chunk => Chunk(Encoding.UTF8.GetBytes(chunk)))]);

    public TrapAnswer Say(double at, byte[] chunk) => Raw(at, Chunk(chunk));

    public TrapAnswer Raw(double at, string text) => Raw(at, Encoding.UTF8.GetBytes(text));

    public TrapAnswer Raw(double at, byte[] bytes, int times = 1) => this with { Parts = Parts.Add((at, bytes, times)) };

    /// <summary>These chunks and the end of the body in one write; the connection lives on.</summary>
    public TrapAnswer Finish(double at, params string[] chunks) => Raw(at, [.. chunks.SelectMany(chunk => Chunk(Encoding.UTF8.GetBytes(chunk))), .. "0\r\n\r\n"u8]);

    /// <summary>The connection is closed then, whatever is missing.</summary>
    public TrapAnswer Close(double at) => this with { End = "close", EndAt = at };

    public TrapAnswer Reset(double at) => this with { End = "reset", EndAt = at };

    public JsonObject ToJson() => new()
    {
        ["parts"] = new JsonArray([.. Parts.Select(part => (JsonNode)new JsonObject { ["at"] = part.At, ["bytes"] = Convert.ToBase64String(part.Bytes), ["times"] = part.Times })]),
        ["end"] = End,
        ["end_at"] = EndAt,
    };

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:x}\r\n")), .. bytes, .. "\r\n"u8];
}

/// <summary>Frames of OpenAI's chat completions.</summary>
internal static class Frames
{
    public const string End = "data: [DONE]\n\n";

    public const string Role = "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";

    public static string Delta(string delta, string model = "m") => $"data: {{\"model\":\"{model}\",\"choices\":[{{\"index\":0,\"delta\":{delta}}}]}}\n\n";

    public static string Text(string text, string model = "m") => Delta($"{{\"content\":\"{text}\"}}", model);

    public static string Stop(string reason = "stop") => $"data: {{\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n";

    public static string Usage(int output) => $"data: {{\"model\":\"m\",\"choices\":[],\"usage\":{{\"prompt_tokens\":7,\"completion_tokens\":{output}}}}}\n\n";
}
