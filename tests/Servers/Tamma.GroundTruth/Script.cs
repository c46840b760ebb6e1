using System.Globalization;
using System.Text;

namespace Tamma.GroundTruth;

/// <summary>What every stream says, and when after its request: the truth that a client is held to.</summary>
internal sealed class Script
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    public Script(double firstMs, double gapMs, int tokens)
    {
        First = (long)(firstMs * 1e6);
        Gap = (long)(gapMs * 1e6);
        Tokens = tokens;
        Last = Bytes(
            Chunk("data: {\"model\":\"truth\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + string.Create(CultureInfo.InvariantCulture, $"data: {{\"model\":\"truth\",\"choices\":[],\"usage\":{{\"prompt_tokens\":100,\"completion_tokens\":{tokens}}}}}\n\n")
                + "data: [DONE]\n\n")
            + "0\r\n\r\n");
    }

    public long First { get; }

    public long Gap { get; }

    public int Tokens { get; }

    public byte[] Header { get; } = Bytes(Head);

    public byte[] Token { get; } = Bytes(Chunk("data: {\"model\":\"truth\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n"));

    public byte[] Last { get; }

    /// <summary>To a GET, by which connections are opened.</summary>
    public byte[] Hello { get; } = Bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

    private static string Chunk(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length:x}\r\n{text}\r\n");

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
