using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Reads what Gemini is asked.</summary>
internal static class GeminiReading
{
    public static Failure? Check(ChatCall call) => call.Body.Get("contents") is not { ValueKind: JsonValueKind.Array } contents || contents.GetArrayLength() == 0
        ? ChatFailures.Invalid("* GenerateContentRequest.contents: contents is not specified")
        : null;

    public static ChatRequest Read(ChatCall call)
    {
        var config = call.Body.Get("generationConfig");
        var thinking = config.Get("thinkingConfig");
        var calling = call.Body.Get("toolConfig").Get("functionCallingConfig");
        return new()
        {
            Model = call.Model!,
            Turns = TurnsOf(call.Body),
            Tools = [.. call.Body.Get("tools").Items().SelectMany(tool => tool.Get("functionDeclarations").Items())
                .Where(function => function.Get("name").Text() is not null)
                .Select(function => new ChatTool(function.Get("name").Text()!, function.Get("parametersJsonSchema") ?? function.Get("parameters")))],
            Choice = calling.Get("mode").Text() switch
            {
                "ANY" => ToolChoice.Required,
                "NONE" => ToolChoice.None,
                _ => ToolChoice.Auto,
            },
            NamedTool = calling.Get("allowedFunctionNames").Items().Select(name => ((JsonElement?)name).Text()).FirstOrDefault(),
            Json = config.Get("responseMimeType").Text() == "application/json",
            Schema = config.Get("responseJsonSchema") ?? config.Get("responseSchema"),
            MaxTokens = config.Get("maxOutputTokens").Whole(),
            Stream = call.PathStreams,
            Reasons = thinking.Get("thinkingBudget").Whole() == 0 ? false : null,
            HidesReasoning = thinking.Get("includeThoughts").Flag() != true,
            Seed = config.Get("seed").Whole(),
        };
    }

    public static IReadOnlyList<ChatTurn> TurnsOf(JsonElement body)
    {
        List<ChatTurn> turns = body.Get("systemInstruction") is { } system ? [new("system", TextOf(system))] : [];
        turns.AddRange(body.Get("contents").Items().Select(content => new ChatTurn(
            content.Get("role").Text() ?? "user",
            TextOf(content),
            content.Get("parts").Items().Any(part => part.Get("functionResponse") is not null))));
        return turns;
    }

    public static string TextOf(JsonElement content) => content.Get("parts").ContentText();
}
