using Tamma.Benchmarks.Samples;
using Tamma.Providers.Chat;
using Xunit;
using static Tamma.Core.Tests.Benchmarks.Samples.Made;

namespace Tamma.Core.Tests.Benchmarks.Samples;

/// <summary>Streams by which load tools are misled, each with the figures that are true of it.</summary>
public sealed class TrapTests
{
    private const double Near = 1e-9;

    /// <summary>First token after 200 ms, then one each 20 ms, five in all.</summary>
    [Fact]
    public void A_plain_stream()
    {
        var figures = SampleFigures.Of(Of(
            ChatProtocol.OpenAi,
            (200, Text("a")), (220, Text("b")), (240, Text("c")), (260, Text("d")), (280, Text("e")), (281, Finish + Usage(5) + Done)));

        Equal(200, figures.Ttfb);
        Equal(200, figures.Ttft);
        Equal(200, figures.Ttfo);
        Equal(20, figures.Tpot);
        Equal(280, figures.E2e);
        Equal(1, figures.Tail);
        Equal(0.1, figures.SendDelay);
        Assert.Equal([20, 20, 20, 20], figures.Gaps.Select(gap => Math.Round(gap, 6)));
        Assert.Equal((5, 0, 5, "m", 5L), (figures.Chunks, figures.Coalesced, figures.Characters, figures.ServedModel, figures.Usage!.Output));
        Assert.Null(figures.User);
        Assert.Null(figures.DispatchDelay);
    }

    [Fact]
    public void A_role_an_empty_text_and_a_comment_are_no_tokens()
    {
        var figures = SampleFigures.Of(Of(
            ChatProtocol.OpenAi,
            (2, ": OPENROUTER PROCESSING\n\n"), (5, Delta("{\"role\":\"assistant\",\"content\":\"\"}")), (6, Delta("{\"content\":null}")), (200, Text("a")), (220, Text("b")), (221, Usage(2) + Done)));

        Equal(2, figures.Ttfb);
        Equal(200, figures.Ttft);
        Equal(20, figures.Tpot);
        Assert.Equal(2, figures.Chunks);
    }

    /// <summary>Each piece four tokens, so a piece each 80 ms is a token each 20 ms; to take the first for one token gives 19.4.</summary>
    [Fact]
    public void Pieces_of_several_tokens_have_the_time_per_token_of_the_server()
    {
        var reads = Enumerable.Range(0, 25).Select(i => (200 + (i * 80.0), Text("four"))).Append((200 + (24 * 80) + 1, Usage(100) + Done)).ToArray();

        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, reads));

        Equal(20, figures.Tpot);
        Assert.All(figures.Gaps, gap => Assert.Equal(80, gap, Near));
    }

    /// <summary>A proxy holds five pieces back and sends them together: gaps within a read are no latencies, and the rate is what it was.</summary>
    [Fact]
    public void Several_pieces_in_one_read_are_one_time()
    {
        var five = string.Concat(Enumerable.Repeat(Text("x"), 5));
        var reads = Enumerable.Range(0, 20).Select(i => (280 + (i * 100.0), five)).Append((280 + (19 * 100) + 1, Usage(100) + Done)).ToArray();

        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, reads));

        Equal(20, figures.Tpot);
        Assert.Equal((100, 80, 19), (figures.Chunks, figures.Coalesced, figures.Gaps.Length));
        Assert.All(figures.Gaps, gap => Assert.Equal(100, gap, Near));
    }

    [Fact]
    public void Usage_in_a_last_chunk_without_choices_counts_and_is_no_token()
    {
        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, (200, Text("a")), (220, Text("b")), (900, Usage(2)), (950, Done)));

        Equal(220, figures.E2e);
        Equal(730, figures.Tail);
        Equal(20, figures.Tpot);
        Assert.Equal(2, figures.Usage!.Output);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public void Reasoning_is_a_token_and_no_output(string member)
    {
        var figures = SampleFigures.Of(Of(
            ChatProtocol.OpenAi,
            (200, Delta($"{{\"{member}\":\"hm\"}}")), (220, Delta($"{{\"{member}\":\"so\"}}")), (240, Text("yes")), (241, Usage(3, reasoning: 2) + Done)));

        Equal(200, figures.Ttft);
        Equal(240, figures.Ttfo);
        Equal(20, figures.Tpot);
    }

    /// <summary>Two hundred tokens were thought where nobody saw them: the two that came have a time between them, the others have none.</summary>
    [Fact]
    public void Reasoning_that_is_counted_and_not_shown_does_not_speed_up_the_rest()
    {
        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, (4_000, Text("a")), (4_020, Text("b")), (4_021, Usage(202, reasoning: 200) + Done)));

        Equal(20, figures.Tpot);
        Equal(4_000, figures.Ttfo);
    }

    [Fact]
    public void A_call_of_a_tool_alone_has_times_too()
    {
        const string First = "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}";
        const string Piece = "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\"}}]}";
        const string Last = "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}";

        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, (180, Delta(First)), (200, Delta(Piece)), (220, Delta(Last)), (221, Usage(12) + Done)));

        Equal(200, figures.Ttft);
        Equal(200, figures.Ttfo);
        Assert.NotNull(figures.Tpot);
        Assert.Equal(2, figures.Chunks);
    }

    [Fact]
    public void A_frame_that_is_cut_over_two_reads_has_the_time_of_the_second()
    {
        var (whole, half) = (Text("a"), Text("a").Length / 2);

        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, (100, whole[..half]), (200, whole[half..]), (220, Text("b")), (221, Done)));

        Equal(100, figures.Ttfb);
        Equal(200, figures.Ttft);
        Equal(20, figures.Tpot);
    }

    [Fact]
    public void One_token_has_no_time_per_token_and_a_whole_answer_has_no_first()
    {
        var one = SampleFigures.Of(Of(ChatProtocol.OpenAi, (200, Text("a")), (201, Usage(1) + Done)));
        var whole = SampleFigures.Of(Of(ChatProtocol.OpenAi, (2_180, "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"all of it\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":100}}")) with { IsStream = false });

        Assert.Null(one.Tpot);
        Assert.Empty(one.Gaps);
        Assert.Equal((null, null, null, 100L), (whole.Ttft, whole.Ttfo, whole.Tpot, whole.Usage!.Output));
        Equal(2_180, whole.E2e);
    }

    [Fact]
    public void Nothing_that_came_is_undefined_and_not_zero()
    {
        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi) with { Outcome = RequestOutcome.Timeout, Sent = null, Headers = null });

        Assert.Equal((null, null, null, null, null), (figures.Ttfb, figures.Ttft, figures.Tpot, figures.E2e, figures.SendDelay));
    }

    [Fact]
    public void An_open_loop_counts_from_the_plan()
    {
        var figures = SampleFigures.Of(Of(ChatProtocol.OpenAi, (200, Text("a")), (220, Text("b")), (221, Done)) with { Scheduled = Time(-1_500) });

        Equal(1_500, figures.DispatchDelay);
        Equal(220, figures.E2e);
        Equal(1_720, figures.User);
    }

    [Fact]
    public void Anthropic_gemini_and_ollama_have_the_same_figures()
    {
        static string Claude(string name, string json) => $"event: {name}\ndata: {json}\n\n";
        var claude = Of(
            ChatProtocol.Anthropic,
            (3, Claude("message_start", "{\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":4,\"output_tokens\":1}}}")),
            (4, Claude("ping", "{\"type\":\"ping\"}")),
            (200, Claude("content_block_delta", "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}")),
            (220, Claude("content_block_delta", "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"b\"}}")),
            (221, Claude("message_delta", "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}") + Claude("message_stop", "{\"type\":\"message_stop\"}")));
        static string Part(string text) => $"data: {{\"candidates\":[{{\"content\":{{\"parts\":[{{\"text\":\"{text}\"}}]}}}}],\"modelVersion\":\"m\",\"usageMetadata\":{{\"promptTokenCount\":4,\"candidatesTokenCount\":2}}}}\n\n";
        var gemini = Of(ChatProtocol.Gemini, (200, Part("a")), (220, Part("b")));
        static string Line(string text) => $"{{\"model\":\"m\",\"message\":{{\"content\":\"{text}\"}},\"done\":false}}\n";
        var ollama = Of(ChatProtocol.Ollama, (200, Line("a")), (220, Line("b")), (221, "{\"model\":\"m\",\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2,\"prompt_eval_count\":4}\n"));

        foreach (var figures in new[] { claude, gemini, ollama }.Select(SampleFigures.Of))
        {
            Equal(200, figures.Ttft);
            Equal(20, figures.Tpot);
            Equal(220, figures.E2e);
            Assert.Equal((2L, "m"), (figures.Usage!.Output, figures.ServedModel));
        }
    }

    private static void Equal(double expected, double? actual) => Assert.Equal(expected, actual!.Value, Near);
}
