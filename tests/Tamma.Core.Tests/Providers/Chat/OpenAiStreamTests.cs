using System.Text;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

public sealed class OpenAiStreamTests
{
    private const string Model = "gpt-5.5-2026-04-23";

    [Fact]
    public void A_stream_is_its_model_its_text_its_end_and_its_tokens() => Assert.Equal(
        [$"started {Model} chatcmpl-1", "text Hel", "text lo é😀", "finished Stop stop", "usage 9 (4, 2) > 12 (7)", "ended"],
        Streams.Told("openai/plain.sse"));

    [Fact]
    public void The_vendors_own_usage_is_kept_word_for_word() =>
        Assert.StartsWith("""{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,""", Streams.Answer("openai/plain.sse").Usage!.Raw, StringComparison.Ordinal);

    [Theory]
    [InlineData("openai/crlf-bom.sse", "finished Length length", "ended")]
    [InlineData("openai/cr.sse", "finished Stop stop", null)]
    [InlineData("openai/no-blank-line.sse", "finished Stop stop", null)]
    public void Line_breaks_and_marks_and_a_missing_end_change_nothing(string file, string finish, string? end) =>
        Assert.Equal(new[] { $"started {Model} chatcmpl-1", "text a", "text b", finish, end }.OfType<string>(), Streams.Told(file));

    [Fact]
    public void An_event_over_several_lines_with_a_name_is_one() =>
        Assert.Equal(["started m x", "text two\nlines", "finished Stop stop"], Streams.Told("openai/multiline.sse"));

    [Fact]
    public void Several_tool_calls_are_told_apart_by_index()
    {
        Assert.Equal(
            ["call 0 give_answer call_a", "arguments 0 {\"answer\":", "call 1 other call_b", "arguments 1 {}", "arguments 0 \"yes\"}", "finished ToolCalls tool_calls", "ended"],
            Streams.Told("openai/tools.sse").Skip(1));
        Assert.Equal(
            [new("give_answer", "call_a", """{"answer":"yes"}"""), new("other", "call_b", "{}")],
            Streams.Answer("openai/tools.sse").ToolCalls);
    }

    [Fact]
    public void Calls_without_an_index_are_told_apart_by_id() => Assert.Equal(
        ["call 0 f a", "arguments 0 {", "arguments 0 }", "call 1 g b", "finished ToolCalls tool_calls"],
        Streams.Told(ChatProtocol.OpenAi, """
            data: {"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"}"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"id":"b","function":{"name":"g"}}]},"finish_reason":"tool_calls"}]}
            """));

    [Theory]
    [InlineData("openai/zai-reasoning.sse", "Let me think", "Yes")]
    [InlineData("openai/openrouter.sse", "Hmm.", "Hi")]
    [InlineData("openai/copilot.sse", "Hm", "A")]
    [InlineData("openai/vllm-continuous.sse", "a", "bc")]
    [InlineData("openai/mistral-thinking.sse", "Hm", "Yes")]
    public void Reasoning_is_kept_apart_under_each_of_its_names_and_never_counted_twice(string file, string reasoning, string text)
    {
        var answer = Streams.Answer(file);

        Assert.Equal((reasoning, text, null), (answer.Reasoning, answer.Text, answer.Failure));
    }

    [Fact]
    public void A_comment_is_nothing_and_the_cost_is_kept() => Assert.Equal(
        ["started anthropic/claude-sonnet-5 gen-1", "reasoning Hm", "reasoning m.", "text Hi", "finished Stop stop", "usage 5 (0, ?) > 4 (?) $0.00012", "ended"],
        Streams.Told("openai/openrouter.sse"));

    [Fact]
    public void An_error_in_mid_stream_is_told_and_the_text_before_it_stands() => Assert.Equal(
        ["started x/y gen-2", "text Par", "failed ServerError provider_unavailable", "finished Failed error", "ended"],
        Streams.Told("openai/openrouter-error.sse"));

    [Fact]
    public void A_cost_behind_the_end_belongs_to_the_tokens_before_it() => Assert.Equal(
        ["usage 3 (?, ?) > 1 (?)", "ended", "usage 3 (?, ?) > 1 (?) $0.0012"],
        Streams.Told("openai/zen-cost.sse").Skip(3));

    [Fact]
    public void Usage_with_each_piece_is_told_with_each_piece() => Assert.Equal(
        ["usage 4 (?, ?) > 1 (?)", "usage 4 (?, ?) > 2 (?)", "usage 4 (?, ?) > 3 (?)", "usage 4 (?, ?) > 3 (?)"],
        Streams.Told("openai/vllm-continuous.sse").Where(line => line.StartsWith("usage", StringComparison.Ordinal)));

    [Fact]
    public void An_empty_model_is_no_model() => Assert.Equal("started claude-sonnet-4.5 cp", Streams.Told("openai/copilot.sse")[0]);

    [Fact]
    public void A_model_that_changes_is_told_again() => Assert.Equal(
        ["started a", "text x", "started b", "finished Stop stop"],
        Streams.Told(ChatProtocol.OpenAi, """
            data: {"model":"a","choices":[{"delta":{"content":"x"}}]}

            data: {"model":"b","choices":[{"delta":{},"finish_reason":"stop"}]}
            """));

    [Fact]
    public void The_servers_own_timings_are_kept() =>
        Assert.Equal(new ChatTimings(null, TimeSpan.FromMilliseconds(12.5), TimeSpan.FromMilliseconds(30.25), null), Streams.Answer("openai/llamacpp.sse").Usage!.Timings);

    [Theory]
    [InlineData("openai/error-after-200.json", "failed RateLimited rate_limit_exceeded")]
    [InlineData("openai/zai-error-after-200.json", "failed RateLimited 1305")]
    [InlineData("openai/zai-gateway.json", "failed ServerError 1001")]
    [InlineData("openai/llamacpp-error.sse", "failed ServerError server_error")]
    [InlineData("openai/html.html", "failed Malformed")]
    public void An_error_with_a_good_status_is_an_error(string file, string told) => Assert.Equal([told], Streams.Told(file));

    [Fact]
    public void A_body_without_a_byte_was_cut_off() => Assert.Equal(["failed CutOff"], Streams.Told(ChatProtocol.OpenAi, ""));

    [Theory]
    [InlineData("openai/cut.sse", "failed CutOff")]
    [InlineData("openai/stray-error.sse", "failed ServerError server_error")]
    public void What_ends_without_its_end_says_so(string file, string told)
    {
        var lines = Streams.Told(file);

        Assert.Equal($"started {Model} chatcmpl-1", lines[0]);
        Assert.Equal("text a", lines[1]);
        Assert.Equal(told, Assert.Single(lines.Skip(2).Distinct()));
    }

    [Fact]
    public void A_part_that_cannot_be_read_does_not_end_the_rest() => Assert.Equal(
        [$"started {Model} chatcmpl-1", "text a", "failed Malformed", "text b", "finished Stop stop", "ended"],
        Streams.Told("openai/malformed-middle.sse"));

    [Fact]
    public void Half_an_emoji_and_the_other_half_are_an_emoji() => Assert.Equal("😀", Streams.Answer("openai/half-surrogates.sse").Text);

    [Fact]
    public void An_answer_that_was_not_streamed_tells_the_same() => Assert.Equal(
        [$"started {Model} chatcmpl-2", "text Hi", "call 0 give_answer call_1", "arguments 0 {\"answer\":\"x\"}", "finished ToolCalls tool_calls", "usage 9 (4, 2) > 12 (7)", "usage 9 (4, 2) > 12 (7) $0.5"],
        Streams.Told("openai/whole.json"));

    [Fact]
    public void Members_of_a_wrong_type_are_not_there() =>
        Assert.All(Streams.Events("openai/wrong-types.sse"), said => Assert.IsNotType<ChatEvent.Text>(said));

    [Fact]
    public void A_name_that_no_catalogue_can_hold_is_no_name() => Assert.Equal(
        ["finished Stop stop"],
        Streams.Told(ChatProtocol.OpenAi, $$"""data: {"model":"{{new string('m', 600)}}","id":"a\nb","choices":[{"delta":{},"finish_reason":"stop"}]}"""));

    [Fact]
    public void A_word_that_repeats_what_was_sent_is_hidden() => Assert.Equal(
        ["finished Other […]", "failed ServerError"],
        Streams.Told(ChatStream.Read(
            ChatProtocol.OpenAi,
            """data: {"choices":[{"finish_reason":"sk-secret-1"}]}"""u8 + "\n\n"u8 + """data: {"error":{"code":"sk-secret-1"}}"""u8,
            secrets: ["sk-secret-1"])));

    [Fact]
    public void A_second_answer_is_not_mixed_into_the_first() => Assert.Equal(
        ["text a", "finished Stop stop", "unknown choice 1"],
        Streams.Told(ChatProtocol.OpenAi, """data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"},{"index":1,"delta":{"content":"b"}}]}"""));

    [Fact]
    public void The_offset_is_where_the_frame_was_whole()
    {
        const string First = """data: {"choices":[{"delta":{"content":"é"}}]}""" + "\n\n";
        const string Second = ": wait\r\n" + """data: {"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]}""" + "\r\n\r";

        var events = ChatStream.Read(ChatProtocol.OpenAi, Encoding.UTF8.GetBytes(First + Second + "\ndata: [DONE]"));

        Assert.Equal(
            [Encoding.UTF8.GetByteCount(First), Encoding.UTF8.GetByteCount(First + Second), Encoding.UTF8.GetByteCount(First + Second) + "\ndata: [DONE]".Length],
            events.Select(said => said.Offset).Distinct());
    }
}
