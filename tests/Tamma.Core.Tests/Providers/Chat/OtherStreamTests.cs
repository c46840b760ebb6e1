using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

/// <summary>Anthropic, Responses, Gemini and Ollama, streamed and whole.</summary>
public sealed class OtherStreamTests
{
    private static readonly string[] s_anthropic =
    [
        "started claude-opus-5-5 msg_1", "usage 60 (30, 20) > 1 (?)", "reasoning Let me see", "text Hello", "text  you",
        "call 2 give_answer toolu_1", "arguments 2 {\"answer\": ", "arguments 2 \"x\"}", "unknown something_new",
        "usage 60 (30, 20) > 42 (17)", "finished ToolCalls tool_use", "ended",
    ];

    private static readonly string[] s_gemini =
    [
        "started gemini-3-flash r1", "reasoning Thinking", "usage 8 (2, ?) > 25 (20)", "text Hi", "usage 8 (2, ?) > 25 (20)",
        "call 0 give_answer", "arguments 0 {\"answer\":\"x\"}", "unknown part inlineData", "finished Stop STOP", "usage 8 (2, ?) > 25 (20)",
    ];

    [Fact]
    public void Anthropic_sums_its_input_and_counts_on_to_the_end() => Assert.Equal(s_anthropic, Streams.Told("anthropic/full.sse"));

    [Fact]
    public void Anthropic_through_Zen_has_a_cost_in_a_ping_behind_the_end() =>
        Assert.Equal([.. s_anthropic, "usage 60 (30, 20) > 42 (17) $0.25"], Streams.Told("anthropic/zen-cost.sse"));

    [Fact]
    public void Anthropic_fails_in_mid_stream() => Assert.Equal(
        ["started claude-opus-5-5 msg_1", "usage 60 (30, 20) > 1 (?)", "failed ServerError overloaded_error"],
        Streams.Told("anthropic/overloaded.sse"));

    [Fact]
    public void Anthropic_in_one_piece() => Assert.Equal(
        ["started claude-opus-5-5 msg_2", "reasoning Hm", "text Hi", "call 2 give_answer toolu_2", "arguments 2 {\"answer\":\"x\"}", "usage 3 (?, ?) > 4 (?)", "finished ToolCalls tool_use"],
        Streams.Told("anthropic/whole.json"));

    [Fact]
    public void Responses_say_their_text_once_though_they_repeat_it() => Assert.Equal(
        ["started gpt-5.5-2026-04-23 resp_1", "reasoning Thinking", "text Hi", "text  there", "usage 10 (3, 1) > 8 (5)", "finished Stop completed"],
        Streams.Told("responses/plain.sse"));

    [Fact]
    public void Responses_call_a_tool() => Assert.Equal(
        ["started gpt-5.5-2026-04-23 resp_1", "call 0 give_answer call_9", "arguments 0 {\"answer\"", "arguments 0 :1}", "usage 10 (3, 1) > 8 (5)", "finished ToolCalls completed"],
        Streams.Told("responses/tool.sse"));

    [Fact]
    public void Responses_run_out_of_tokens_and_cost() => Assert.Equal(
        ["started gpt-5.5-2026-04-23 resp_1", "text a", "usage 10 (3, 1) > 8 (5)", "finished Length max_output_tokens", "usage 10 (3, 1) > 8 (5) $0.003"],
        Streams.Told("responses/incomplete.sse"));

    [Theory]
    [InlineData("responses/failed.sse", "failed RateLimited rate_limit_exceeded")]
    [InlineData("responses/error.sse", "failed ServerError server_error")]
    public void Responses_fail_in_two_ways(string file, string told) => Assert.Equal(["started gpt-5.5-2026-04-23 resp_1", told], Streams.Told(file).Take(2));

    [Fact]
    public void Responses_in_one_piece() => Assert.Equal(
        ["started gpt-5.5 resp_2", "reasoning Hm", "text Hi", "text No", "call 2 f c", "arguments 2 {}", "usage 10 (3, 1) > 8 (5)", "finished ToolCalls completed"],
        Streams.Told("responses/whole.json"));

    [Theory]
    [InlineData("gemini/full.sse")]
    [InlineData("gemini/array.json")]
    public void Gemini_adds_its_thoughts_to_its_output_in_both_framings(string file) => Assert.Equal(s_gemini, Streams.Told(file));

    [Fact]
    public void Gemini_cut_off_in_its_array() => Assert.Equal([.. s_gemini[..3], "failed CutOff"], Streams.Told("gemini/array-cut.json"));

    [Fact]
    public void Gemini_refuses_a_prompt() =>
        Assert.Equal(["started gemini-3-flash", "finished Refused SAFETY", "usage 8 (?, ?) > ? (?)"], Streams.Told("gemini/blocked.sse"));

    [Fact]
    public void Gemini_that_only_thought_has_output_without_candidates() =>
        Assert.Equal(["started gemini-3-flash", "finished Length MAX_TOKENS", "usage 8 (?, ?) > 1 (1)"], Streams.Told("gemini/all-thought.sse"));

    [Theory]
    [InlineData("gemini/quota.json")]
    [InlineData("gemini/error-in-stream.sse")]
    public void Gemini_wraps_an_error_into_an_array(string file) => Assert.Equal("failed RateLimited RESOURCE_EXHAUSTED", Streams.Told(file)[^1]);

    [Fact]
    public void Ollama_counts_at_its_end()
    {
        Assert.Equal(
            ["started qwen3:8b", "reasoning Hm", "text Hel", "text lo", "usage 26 (?, ?) > 259 (?)", "finished Stop stop"],
            Streams.Told("ollama/plain.ndjson"));
        var usage = Streams.Answer("ollama/plain.ndjson").Usage!;
        Assert.Equal(new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(130), TimeSpan.FromSeconds(4.7), TimeSpan.FromSeconds(5)), usage.Timings);
        Assert.Equal(
            """{"total_duration":5000000000,"load_duration":1000000,"prompt_eval_count":26,"prompt_eval_duration":130000000,"eval_count":259,"eval_duration":4700000000}""",
            usage.Raw);
    }

    [Fact]
    public void Ollama_numbers_its_calls_anew_in_each_line_and_we_do_not() => Assert.Equal(
        ["started qwen3:8b", "call 0 give_answer", "arguments 0 {\"answer\":\"x\"}", "call 1 other", "arguments 1 {}", "usage ? (?, ?) > 3 (?)", "finished ToolCalls stop"],
        Streams.Told("ollama/tools.ndjson"));

    [Fact]
    public void Ollama_behind_a_proxy_that_answers_with_a_page() => Assert.Equal(["failed Malformed"], Streams.Told(ChatProtocol.Ollama, "<html>\n<body>\n"));

    [Theory]
    [InlineData("ollama/error.ndjson", "started qwen3:8b", "text a", "failed ServerError")]
    [InlineData("ollama/cut.ndjson", "started qwen3:8b", "text a", "failed CutOff")]
    [InlineData("ollama/load.json", "started qwen3:8b", "finished Other load")]
    [InlineData("ollama/malformed-line.ndjson", "started qwen3:8b", "text a", "failed Malformed", "text b", "finished Length length")]
    public void Ollama_fails_is_cut_and_only_loads(string file, params string[] told) => Assert.Equal(told, Streams.Told(file));
}
