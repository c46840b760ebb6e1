using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Tamma.Providers;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

/// <summary>What holds for each body, good or damaged.</summary>
public sealed partial class ChatStreamPropertyTests
{
    private const int Damages = 20_000;

    private static readonly (string Name, ChatProtocol Protocol, byte[] Body)[] s_corpus =
        [.. Streams.All.Select(name => (name, Streams.Protocol(name), Streams.Bytes(name)))];

    private static readonly Gen<(ChatProtocol Protocol, byte[] Body)> s_damaged =
        Gen.Select(Gen.Int[0, s_corpus.Length - 1], Gen.Int[0, 19], Gen.Select(Gen.Int[0, 7], Gen.Int[0, 99_999], Gen.Int[0, 99_999]).Array[1, 5])
            .Select((seed, other, damages) => (
                other == 0 ? (ChatProtocol)(seed % 5) : s_corpus[seed].Protocol,
                damages.Aggregate(s_corpus[seed].Body, (body, damage) => Damage(body, damage.Item1, damage.Item2, damage.Item3))));

    [Fact]
    public void There_is_a_corpus_for_each_protocol() =>
        Assert.Equal(Enum.GetValues<ChatProtocol>(), s_corpus.Select(entry => entry.Protocol).Distinct().Order());

    [Fact]
    public void Each_byte_by_itself_gives_the_same_events()
    {
        foreach (var (name, protocol, body) in s_corpus)
        {
            var pieces = body.Select((_, at) => (ReadOnlyMemory<byte>)body.AsMemory(at, 1));

            Assert.True(ChatStream.Read(protocol, body).SequenceEqual(ChatStream.Read(protocol, pieces)), name);
        }
    }

    [Fact]
    public void Damaged_or_not_where_a_body_is_cut_changes_nothing() =>
        Gen.Select(s_damaged, Gen.Int[0, 60].Array[0, 12], Gen.Int[1, 400]).Sample(
            (damaged, cuts, most) =>
            {
                // Half of the time nothing is too large.
                var limits = new ChatLimits { MaxFrameBytes = most % 2 == 0 ? most : 100_000 };

                Assert.True(
                    ChatStream.Read(damaged.Protocol, damaged.Body, limits).SequenceEqual(ChatStream.Read(damaged.Protocol, Pieces(damaged.Body, cuts), limits)),
                    Report(damaged));
            },
            iter: Damages);

    [Fact]
    public void No_damage_throws_and_nothing_is_said_that_is_not_in_the_bytes() => s_damaged.Sample(
        damaged =>
        {
            var events = ChatStream.Read(damaged.Protocol, damaged.Body);

            var plain = Encoding.UTF8.GetString(damaged.Body);
            var unescaped = Escape().Replace(plain, match => Unescape(match.Value));
            var joined = DataLine().Replace(plain, "\n");
            foreach (var said in Said(events))
            {
                Assert.True(
                    unescaped.Contains(said, StringComparison.Ordinal) || plain.Contains(said, StringComparison.Ordinal) || joined.Contains(said, StringComparison.Ordinal),
                    $"{said} is made up: {Report(damaged)}");
            }
        },
        iter: Damages);

    [Fact]
    public void Each_event_comes_with_the_byte_at_its_offset_and_not_before() => s_damaged.Sample(
        damaged =>
        {
            var events = new ChatStreamReader(damaged.Protocol).Feed(damaged.Body);

            Assert.Equal(events.Select(said => said.Offset).Order(), events.Select(said => said.Offset));
            foreach (var offset in events.Select(said => said.Offset).Distinct().Take(4))
            {
                var (before, with) = (new ChatStreamReader(damaged.Protocol), new ChatStreamReader(damaged.Protocol));
                Assert.Equal(events.Where(said => said.Offset < offset), before.Feed(damaged.Body.AsSpan(0, (int)offset - 1)));
                Assert.Equal(events.Where(said => said.Offset <= offset), with.Feed(damaged.Body.AsSpan(0, (int)offset)));
            }
        },
        iter: Damages / 4);

    [Theory]
    [InlineData(ChatProtocol.OpenAi, "x")]
    [InlineData(ChatProtocol.OpenAi, "data: ")]
    [InlineData(ChatProtocol.OpenAi, "data: a\n")]
    [InlineData(ChatProtocol.Gemini, "[{\"a")]
    [InlineData(ChatProtocol.Ollama, "{\"a")]
    [InlineData(ChatProtocol.Anthropic, "event: aaaaaaaaaaa\ndata: ")]
    public void What_never_ends_is_a_fault_and_takes_no_room(ChatProtocol protocol, string start)
    {
        const int Most = 4_096;
        var reader = new ChatStreamReader(protocol, new() { MaxFrameBytes = Most });
        var piece = Encoding.UTF8.GetBytes(start.EndsWith('\n') ? string.Concat(Enumerable.Repeat(start, 200)) : new string('a', 2_000));
        List<ChatEvent> events = [.. reader.Feed(Encoding.UTF8.GetBytes(start))];
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var count = 0; count < 5_000; count++)
        {
            events.AddRange(reader.Feed(piece));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        var fault = Assert.IsType<ChatEvent.Failed>(Assert.Single(events));
        Assert.Equal(ProviderFault.TooLarge, fault.Fault);
        Assert.InRange(fault.Offset, Most, 5 * Most);
    }

    [Fact]
    public void What_is_too_large_is_passed_over_and_the_next_is_read()
    {
        var large = """data: {"choices":[{"delta":{"content":" """ + new string('a', 500) + "\"}}]}\n\n";
        const string Small = """data: {"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]}""" + "\n\n";

        Assert.Equal(
            ["failed TooLarge", "text b", "finished Stop stop"],
            Streams.Told(ChatStream.Read(ChatProtocol.OpenAi, Encoding.UTF8.GetBytes(large + Small), new() { MaxFrameBytes = 300 })));
    }

    private static IEnumerable<string> Said(IEnumerable<ChatEvent> events) => events.SelectMany(said => said switch
    {
        ChatEvent.Text it => new[] { it.Value },
        ChatEvent.ToolCall it => [it.Name, it.Id],
        ChatEvent.Started it => [it.Model, it.Id],
        ChatEvent.Finished { Raw: not ("completed" or "incomplete" or "done") } it => [it.Raw],
        ChatEvent.Failed it => [it.Word],
        ChatEvent.Usage { Tokens.Timings: null } it => [it.Tokens.Raw],
        _ => Array.Empty<string?>(),
    }).OfType<string>();

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(byte[] body, int[] cuts)
    {
        var (at, next) = (0, 0);
        while (at < body.Length)
        {
            // A cut of zero is a read that brought nothing.
            var length = cuts.All(cut => cut == 0) ? 1 : Math.Min(cuts[next++ % cuts.Length], body.Length - at);
            yield return body.AsMemory(at, length);
            at += length;
        }
    }

    private static byte[] Damage(byte[] body, int kind, int a, int b)
    {
        var at = body.Length == 0 ? 0 : a % body.Length;
        var other = s_corpus[b % s_corpus.Length].Body;
        var from = other.Length == 0 ? 0 : a % other.Length;
        return kind switch
        {
            0 => body[..at],
            1 => [.. body[..at], (byte)(b % 256), .. body[Math.Min(at + 1, body.Length)..]],
            2 => [.. body[..at], .. body[Math.Min(body.Length, at + (b % 40))..]],
            3 => [.. body[..at], .. other[from..Math.Min(other.Length, from + (b % 120))], .. body[at..]],
            4 => [.. body[..at], .. Enumerable.Repeat((byte)"[{\"\\\r\n:}]"[b % 9], b % 90), .. body[at..]],
            5 => [.. body[..at], .. body[Math.Max(0, at - (b % 300))..]],
            6 => Encoding.UTF8.GetBytes(Token().Replace(Encoding.UTF8.GetString(body), match => match.Index % 7 == a % 7 ? ":" + Value(b) : match.Value)),
            _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\n", b % 2 == 0 ? "\r\n" : "\r", StringComparison.Ordinal)),
        };
    }

    /// <summary>In another's place it keeps the JSON well-formed, so that it comes to the protocols.</summary>
    private static string Value(int b) => (b % 12) switch
    {
        0 => "null",
        1 => "[]",
        2 => "{}",
        3 => "-1",
        4 => "1e400",
        5 => "9223372036854775807",
        6 => "\"\\ud800\"",
        7 => "[{\"index\":2147483648,\"type\":\"text\",\"text\":\"t\"}]",
        8 => "{\"type\":\"tool_use\",\"name\":\"n\",\"arguments\":{\"a\":[1]},\"message\":\"m\",\"code\":\"c\"}",
        9 => "true",
        10 => "{\"\\udc00\":1}",
        _ => "\"\"",
    };

    private static string Report((ChatProtocol Protocol, byte[] Body) damaged) => $"{damaged.Protocol} {Convert.ToBase64String(damaged.Body)}";

    private static string Unescape(string escape) => escape[1] switch
    {
        'u' when escape.Length == 6 => ((char)Convert.ToUInt16(escape[2..], 16)).ToString(),
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'b' => "\b",
        'f' => "\f",
        _ => escape[1..],
    };

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|.)", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escape();

    [GeneratedRegex(@"(\r\n|\r|\n)data: ?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DataLine();

    [GeneratedRegex(""":("[^"\\]*"|-?[0-9.]+|true|false|null|\[\]|\{\})""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
