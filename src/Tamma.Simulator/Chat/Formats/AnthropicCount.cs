using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Anthropic's count of a prompt.</summary>
internal sealed class AnthropicCount : ISideFormat
{
    public Failure? Check(ChatCall call) => AnthropicReading.CheckPrompt(call);

    public void Write(Utf8JsonWriter json, ChatCall call, WorldModel served)
    {
        json.WriteStartObject();
        json.WriteNumber("input_tokens", AnthropicReading.TurnsOf(call.Body).Sum(turn => Words.Count(turn.Text)));
        json.WriteEndObject();
    }
}
