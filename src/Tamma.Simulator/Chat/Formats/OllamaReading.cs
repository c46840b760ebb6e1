using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Reads what Ollama is asked at its own paths.</summary>
internal static class OllamaReading
{
    public static Failure? Check(ChatCall call) => call.Model is null ? ChatFailures.Invalid("model is required") : null;

    /// <param name="isGenerate">A prompt instead of messages.</param>
    public static ChatRequest Read(ChatCall call, bool isGenerate)
    {
        var body = call.Body;
        var (options, format) = (body.Get("options"), body.Get("format"));
        var turns = isGenerate ? PromptOf(body) : MessagesOf(body);
        return new()
        {
            Model = call.Model!,
            Turns = turns,
            Tools = [.. body.Get("tools").Items().Where(tool => tool.Get("function").Get("name").Text() is not null)
                .Select(tool => new ChatTool(tool.Get("function").Get("name").Text()!, tool.Get("function").Get("parameters")))],
            Json = format is { ValueKind: JsonValueKind.Object } || format.Text() == "json",
            Schema = format is { ValueKind: JsonValueKind.Object } ? format : null,

            // With nothing to say it only loads the model.
            MaxTokens = turns is [] ? 0 : options.Get("num_predict").Whole() is >= 0 and var most ? most : null,
            Stream = body.Get("stream").Flag() ?? true,
            Reasons = body.Get("think").Flag() == false ? false : null,
            Seed = options.Get("seed").Whole(),
        };
    }

    private static ChatTurn[] PromptOf(JsonElement body) => body.Get("prompt").Text() is { Length: > 0 } prompt
        ? [.. body.Get("system").Text() is { } system ? (ChatTurn[])[new("system", system)] : [], new("user", prompt)]
        : [];

    private static ChatTurn[] MessagesOf(JsonElement body) =>
        [.. body.Get("messages").Items().Select(message => new ChatTurn(
            message.Get("role").Text() ?? "user", message.Get("content").ContentText(), message.Get("role").Text() == "tool"))];
}
