using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tamma.Benchmarks.Samples;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Samples;

/// <summary>A stored sample gives the figures of the measured one.</summary>
public sealed class SampleTextTests
{
    private static readonly Gen<long> s_time = Gen.Long[0, 90_000_000_000];

    private static readonly Gen<long?> s_when = s_time.Select(Gen.Bool, (time, isNull) => isNull ? (long?)null : time);

    private static readonly Gen<long?> s_count = Gen.Long[0, 1_000_000].Select(Gen.Bool, (count, isNull) => isNull ? (long?)null : count);

    private static readonly Gen<Piece> s_piece = Gen.Select(s_time, Gen.Int[1, 500], Gen.Enum<ChatPartKind>(), (at, characters, kind) => new Piece(at, characters, kind));

    private static readonly Gen<ChatUsage> s_usage = Gen.Select(s_count, s_count, s_count, s_count, (input, cached, output, reasoning) => new ChatUsage { Input = input, CachedInput = cached, Output = output, Reasoning = reasoning, Cost = 0.00000012345m });

    private static readonly Gen<Sample> s_sample = Gen.Select(
        Gen.Select(Gen.Int[0, 9_999], s_when, s_time, s_when),
        Gen.Select(s_when, s_when, s_time, Gen.Bool),
        Gen.Select(s_piece.Array[0, 12], s_usage, Gen.Enum<RequestOutcome>(), Gen.Enum<RequestError>()),
        (first, second, third) => new Sample
        {
            Index = first.Item1,
            Scheduled = first.Item2,
            Started = first.Item3,
            Sent = first.Item4,
            Headers = first.Item4,
            FirstByte = second.Item1,
            LastByte = second.Item2,
            Done = second.Item3,
            IsStream = second.Item4,
            Pieces = [.. third.Item1.OrderBy(piece => piece.At)],
            Usage = third.Item2,
            Outcome = third.Item3,
            Error = third.Item3 is RequestOutcome.Error ? third.Item4 : null,
            Status = 200,
            RetryAfter = 1.5,
            ServedModel = "größe \"7\"",
        });

    [Fact]
    public void What_is_written_is_read() => s_sample.Sample(sample =>
    {
        // The clock of a machine that has been up for a month.
        const long Origin = 2_592_000_123_456_789;
        var moved = Moved(sample, Origin);

        var read = SampleText.Read(JsonElement.Parse(Write(moved, Origin)));

        Assert.Equal(Shown(sample), Shown(read));
        Assert.Equal(Shown(SampleFigures.Of(moved)), Shown(SampleFigures.Of(read)));
    });

    [Fact]
    public void It_is_one_line_that_a_person_can_read_and_holds_no_word_of_the_answer()
    {
        var sample = Made.Of(ChatProtocol.OpenAi, 100, (200, Made.Text("secret")), (220.5, Made.Delta("""{"reasoning_content":"hidden"}""") + Made.Usage(2) + Made.Done));

        var line = Write(sample, Made.Begin);

        Assert.Equal(
            """{"index":0,"outcome":"ok","in_window":true,"status":200,"started":100,"sent":100.1,"headers":101,"first_byte":300,"last_byte":320.5,"done":320.5,"ttfb":200,"ttft":200,"ttfo":200,"tpot":20.5,"e2e":220.5,"chunks":2,"input_tokens":10,"cached_tokens":0,"output_tokens":2,"reasoning_tokens":0,"served_model":"m","pieces":[[300,6],[320.5,6,"reasoning"]]}""",
            line);
    }

    [Theory]
    [InlineData("{}", "cannot be read")]
    [InlineData("""{"index":0,"started":1,"done":2}""", "has an outcome")]
    [InlineData("""{"index":0,"outcome":"great","started":1,"done":2}""", "'great' is not known")]
    [InlineData("""{"index":0,"outcome":"ok","done":2}""", "has a start")]
    [InlineData("""{"index":0,"outcome":"ok","started":"soon","done":2}""", "cannot be read")]
    [InlineData("""{"index":0,"outcome":"ok","started":1e300,"done":2}""", "cannot be read")]
    [InlineData("""{"index":0,"outcome":"ok","started":1,"done":2,"pieces":[[1]]}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public void What_is_no_sample_is_refused(string text, string why)
    {
        var failure = Record.Exception(() => SampleText.Read(JsonElement.Parse(text)));

        Assert.Contains(why, Assert.IsType<JsonException>(failure).Message, StringComparison.Ordinal);
    }

    private static string Write(Sample sample, long origin)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            SampleText.Write(json, sample, origin, isCounted: true);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static Sample Moved(Sample sample, long by) => sample with
    {
        Scheduled = sample.Scheduled + by,
        Started = sample.Started + by,
        Sent = sample.Sent + by,
        Headers = sample.Headers + by,
        FirstByte = sample.FirstByte + by,
        LastByte = sample.LastByte + by,
        Done = sample.Done + by,
        Pieces = [.. sample.Pieces.Select(piece => piece with { At = piece.At + by })],
    };

    private static string Shown(Sample sample) => $"{sample with { Pieces = [] }} {string.Join(' ', sample.Pieces)}";

    private static string Shown(SampleFigures figures) => $"{figures with { Gaps = [] }} {string.Join(' ', figures.Gaps)}";
}
