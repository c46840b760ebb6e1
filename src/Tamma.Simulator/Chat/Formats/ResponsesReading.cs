using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Reads requests of OpenAI's responses.</summary>
internal static class ResponsesReading
{
    public static Failure? Check(ChatCall call) =>
        call.Model is null ? ChatFailures.Missing("model")
        : call.Body.Get("input") is not { ValueKind: JsonValueKind.String or JsonValueKind.Array } ? ChatFailures.Missing("input")
        : null;

    public static ChatRequest Read(ChatCall call)
    {
        var body = call.Body;
        var choice = body.Get("tool_choice");
        var format = body.Get("text").Get("format");
        var reasoning = body.Get("reasoning");
        return new()
        {
            Model = call.Model!,
            Turns = TurnsOf(body),
            Tools = [.. body.Get("tools").Items().Where(tool => tool.Get("name").Text() is not null).Select(tool => new ChatTool(tool.Get("name").Text()!, tool.Get("parameters")))],
            Choice = OpenAiChatReading.ChoiceOf(choice),
            NamedTool = choice.Get("name").Text(),
            Json = format.Get("type").Text() is "json_schema" or "json_object",
            Schema = format.Get("schema"),
            MaxTokens = body.Get("max_output_tokens").Whole(),
            Stream = body.Get("stream").Flag() ?? false,
            Reasons = reasoning.Get("effort").Text() == "none" ? false : null,
            HidesReasoning = reasoning.Get("summary") is null,
        };
    }

    private static List<ChatTurn> TurnsOf(JsonElement body)
    {
        List<ChatTurn> turns = body.Get("instructions").Text() is { } instructions ? [new("system", instructions)] : [];
        var input = body.Get("input");
        if (input.Text() is { } text)
        {
            turns.Add(new("user", text));
            return turns;
        }

        foreach (var item in input.Items())
        {
            var isResult = item.Get("type").Text() == "function_call_output";
            turns.Add(new(item.Get("role").Text() ?? "user", isResult ? item.Get("output").ContentText() : item.Get("content").ContentText(), isResult));
        }

        return turns;
    }
}
