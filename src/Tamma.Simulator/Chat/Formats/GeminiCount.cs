using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Gemini's count of a prompt.</summary>
internal sealed class GeminiCount : ISideFormat
{
    public Failure? Check(ChatCall call) =>
        (call.Body.Get("generateContentRequest") ?? call.Body).Get("contents") is null ? ChatFailures.Invalid("* CountTokensRequest.contents: contents is not specified") : null;

    public void Write(Utf8JsonWriter json, ChatCall call, WorldModel served)
    {
        var tokens = GeminiReading.TurnsOf(call.Body.Get("generateContentRequest") ?? call.Body).Sum(turn => Words.Count(turn.Text));
        json.WriteStartObject();
        json.WriteNumber("totalTokens", tokens);
        json.WriteStartArray("promptTokensDetails");
        json.WriteStartObject();
        json.WriteString("modality", "TEXT");
        json.WriteNumber("tokenCount", tokens);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
