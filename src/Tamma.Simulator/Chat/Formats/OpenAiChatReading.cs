using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Reads requests of chat completions.</summary>
internal static class OpenAiChatReading
{
    public static Failure? Check(ChatCall call) =>
        call.Model is null ? ChatFailures.Missing("model")
        : call.Body.Get("messages") is not { ValueKind: JsonValueKind.Array } messages ? ChatFailures.Missing("messages")
        : messages.GetArrayLength() == 0 ? ChatFailures.Invalid("'messages' is too short: it needs at least one message.")
        : null;

    public static ChatRequest Read(ChatCall call, OpenAiDialect dialect)
    {
        var body = call.Body;
        var choice = body.Get("tool_choice");
        var format = body.Get("response_format");
        var stream = body.Get("stream_options");
        return new()
        {
            Model = call.Model!,
            Turns = [.. body.Get("messages").Items().Select(TurnOf)],
            Tools = [.. body.Get("tools").Items().Select(ToolOf).OfType<ChatTool>()],
            Choice = ChoiceOf(choice),
            NamedTool = choice.Get("function").Get("name").Text(),
            Json = format.Get("type").Text() is "json_schema" or "json_object",
            Schema = format.Get("json_schema").Get("schema"),
            MaxTokens = body.Get("max_completion_tokens").Whole() ?? body.Get("max_tokens").Whole(),
            Stream = body.Get("stream").Flag() ?? false,
            Reasons = ReasonsIn(body),
            HidesReasoning = !dialect.ShowsReasoning
                || body.Get("reasoning").Get("exclude").Flag() == true
                || body.Get("include_reasoning").Flag() == false,
            Seed = body.Get("seed").Whole(),
            IncludesUsage = dialect.AlwaysTellsUsage || stream.Get("include_usage").Flag() == true,
            ContinuousUsage = dialect.CanTellContinuously && stream.Get("continuous_usage_stats").Flag() == true,
        };
    }

    public static ToolChoice ChoiceOf(JsonElement? choice) => choice switch
    {
        { ValueKind: JsonValueKind.Object } => ToolChoice.Required,
        _ => choice.Text() switch
        {
            "required" or "any" => ToolChoice.Required,
            "none" => ToolChoice.None,
            _ => ToolChoice.Auto,
        },
    };

    private static ChatTurn TurnOf(JsonElement message)
    {
        var role = message.Get("role").Text() ?? "user";
        return new(role, message.Get("content").ContentText(), role == "tool");
    }

    private static ChatTool? ToolOf(JsonElement tool) =>
        tool.Get("function") is { } function && function.Get("name").Text() is { } name ? new(name, function.Get("parameters")) : null;

    /// <summary>The four ways in which clients of these servers switch thought off.</summary>
    private static bool? ReasonsIn(JsonElement body) =>
        body.Get("thinking").Get("type").Text() == "disabled"
        || body.Get("reasoning_effort").Text() == "none"
        || body.Get("reasoning").Get("effort").Text() == "none"
        || body.Get("reasoning").Get("enabled").Flag() == false
        || body.Get("chat_template_kwargs").Get("enable_thinking").Flag() == false
            ? false
            : null;
}
