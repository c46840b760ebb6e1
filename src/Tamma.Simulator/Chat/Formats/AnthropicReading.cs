using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Reads requests of Anthropic's messages.</summary>
internal static class AnthropicReading
{
    private static readonly string[] s_removed = ["temperature", "top_p", "top_k"];

    public static Failure? Check(ChatCall call) =>
        CheckPrompt(call)
        ?? (call.Body.Get("max_tokens").Whole() is not >= 1 ? ChatFailures.Invalid("max_tokens: Field required") : null);

    /// <summary>What a count of tokens needs too.</summary>
    public static Failure? CheckPrompt(ChatCall call)
    {
        if (call.Model is null)
        {
            return ChatFailures.Invalid("model: Field required");
        }

        if (call.Body.Get("messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return ChatFailures.Invalid("messages: Field required");
        }

        if (messages.GetArrayLength() == 0)
        {
            return ChatFailures.Invalid("messages: at least one message is required");
        }

        // Gone with that version: https://platform.claude.com/docs/en/api/versioning
        return call.Http.Headers["anthropic-version"].ToString() == AnthropicModel.NewVersion
            && s_removed.FirstOrDefault(name => call.Body.Get(name) is not null) is { } removed
                ? ChatFailures.Invalid($"{removed}: Extra inputs are not permitted")
                : null;
    }

    public static ChatRequest Read(ChatCall call)
    {
        var body = call.Body;
        var choice = body.Get("tool_choice");
        var format = body.Get("output_config").Get("format") ?? body.Get("output_format");
        var thinking = body.Get("thinking");
        return new()
        {
            Model = call.Model!,
            Turns = TurnsOf(body),
            Tools = [.. body.Get("tools").Items().Where(tool => tool.Get("name").Text() is not null).Select(tool => new ChatTool(tool.Get("name").Text()!, tool.Get("input_schema")))],
            Choice = choice.Get("type").Text() switch
            {
                "any" or "tool" => ToolChoice.Required,
                "none" => ToolChoice.None,
                _ => ToolChoice.Auto,
            },
            NamedTool = choice.Get("name").Text(),
            Json = format.Get("type").Text() == "json_schema",
            Schema = format.Get("schema"),
            MaxTokens = body.Get("max_tokens").Whole(),
            Stream = body.Get("stream").Flag() ?? false,
            Reasons = thinking.Get("type").Text() is "enabled" or "adaptive",
            HidesReasoning = thinking.Get("display").Text() == "omitted",
            UsesCache = body.GetRawText().Contains("\"cache_control\"", StringComparison.Ordinal),
        };
    }

    public static IReadOnlyList<ChatTurn> TurnsOf(JsonElement body)
    {
        List<ChatTurn> turns = body.Get("system") is { } system ? [new("system", ((JsonElement?)system).ContentText())] : [];
        foreach (var message in body.Get("messages").Items())
        {
            var content = message.Get("content");
            var isResult = content.Items().Any(part => part.Get("type").Text() == "tool_result");
            turns.Add(new(message.Get("role").Text() ?? "user", content.ContentText(), isResult));
        }

        return turns;
    }
}
