using System.Text;
using Tamma.Providers.Chat.Frames;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

/// <summary>The readers by themselves, below what a protocol makes of their frames.</summary>
public sealed class FrameReaderTests
{
    [Theory]
    [InlineData("data: a\ndata: b\n\n", "[a\nb] Whole 17")]
    [InlineData("data:a\ndata\ndata:  b\n\n", "[a\n\n b] Whole 22")]
    [InlineData("event: x\ndata: a\n\ndata: b\n\n", "x[a] Whole 18", "[b] Whole 27")]
    [InlineData("event: x\n\ndata: a\n\n", "[a] Whole 19")]
    [InlineData("\uFEFFdata: a\n\n", "[a] Whole 12")]
    [InlineData("data: a\n\n\uFEFFdata: b\n\n", "[a] Whole 9")]
    [InlineData("data: a\r\n\r\ndata: b\r\r", "[a] Whole 10", "[b] Whole 20")]
    [InlineData(": c\nid: 1\nretry: 2\nother: 3\ndata\n\n", "[] Whole 34")]
    [InlineData("data: a\ndata: b", "[a\nb] AtEnd 15")]
    [InlineData("data: a\n{\"b\":1}\n\n", "[{\"b\":1}] Stray 16", "[a] Whole 17")]
    [InlineData("error: e\n", "error[e] Stray 9")]
    [InlineData("data: 0123456789abcdefghijklm\ndata: 0123456789abcdefghijklm\n\ndata: a\n\n", "[] TooLarge 25", "[a] Whole 70")]
    [InlineData("data: 0123456789abc\ndata: 0123456789abc\ndata: 0\n\ndata: a\n\n", "[] TooLarge 40", "[a] Whole 58")]
    public void Server_sent_events(string body, params string[] frames) => Assert.Equal(frames, Frames(new SseReader(24), body));

    [Theory]
    [InlineData("{\"a\":1}\r\n\n{\"b\":2}\n", "[{\"a\":1}] Whole 9", "[{\"b\":2}] Whole 18")]
    [InlineData("{\"a\":1}\n {\"b\"", "[{\"a\":1}] Whole 8", "[{\"b\"] AtEnd 13")]
    [InlineData("0123456789abcdefghijklmnopq\n{}\n", "[] TooLarge 25", "[{}] Whole 31")]
    public void Lines_of_JSON(string body, params string[] frames) => Assert.Equal(frames, Frames(new NdjsonReader(24), body));

    [Theory]
    [InlineData("[{\"a\":[1]}\n,{\"b\":2}]", "[{\"a\":[1]}] Whole 10", "[{\"b\":2}] Whole 19")]
    [InlineData("{\"a\":\"}\\\"{\\\\\"}{}", "[{\"a\":\"}\\\"{\\\\\"}] Whole 14", "[{}] Whole 16")]
    [InlineData("{\"a\":[}", "[{\"a\":[}] AtEnd 7")]
    [InlineData("{} oops {}", "[{}] Whole 2", "[] Garbage 4", "[{}] Whole 10")]
    [InlineData("{\"a\":\"0123456789abcdefghijklm\"}{}", "[] TooLarge 25", "[{}] Whole 33")]
    public void JSON_texts(string body, params string[] frames) => Assert.Equal(frames, Frames(new JsonReader(24), body));

    /// <summary>Byte by byte: the property tests show that it does not matter.</summary>
    private static List<string> Frames(IFrameReader reader, string body)
    {
        var frames = new List<string>();
        foreach (var next in Encoding.UTF8.GetBytes(body))
        {
            ReadOnlySpan<byte> bytes = [next];
            while (reader.TryRead(ref bytes, out var frame))
            {
                frames.Add(Line(frame));
            }
        }

        while (reader.TryEnd(out var frame))
        {
            frames.Add(Line(frame));
        }

        return frames;
    }

    private static string Line(Frame frame) => $"{Encoding.UTF8.GetString(frame.Name)}[{Encoding.UTF8.GetString(frame.Data)}] {frame.State} {frame.Offset}";
}
