using System.Text.Json;
using Tamma.Simulator.Chat.Engine;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>The parts that a whole message of Anthropic and a stream of one share.</summary>
internal static class AnthropicParts
{
    /// <summary>What vouches for thought; a client sends it back and cannot read it.</summary>
    public const string Signature = "c2ltdWxhdG9yLXNpZ25hdHVyZQ==";

    public static string StopOf(Finish finish) => finish switch
    {
        Finish.Length => "max_tokens",
        Finish.ToolCall => "tool_use",
        _ => "end_turn",
    };

    public static void WriteHead(Utf8JsonWriter json, ChatExchange exchange)
    {
        json.WriteString("id", $"msg_{exchange.Answer.Id}");
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", exchange.Answer.Model);
    }

    /// <summary>Input without what was cached or is now: the three together are the prompt.</summary>
    public static void WriteUsage(Utf8JsonWriter json, ChatExchange exchange, int output, bool isWhole)
    {
        var usage = exchange.Answer.Usage;
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.Prompt - usage.Cached - usage.Written);
        json.WriteNumber("cache_creation_input_tokens", usage.Written);
        json.WriteNumber("cache_read_input_tokens", usage.Cached);
        json.WriteStartObject("cache_creation");
        json.WriteNumber("ephemeral_5m_input_tokens", usage.Written);
        json.WriteNumber("ephemeral_1h_input_tokens", 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", output);
        if (isWhole)
        {
            json.WriteStartObject("output_tokens_details");
            json.WriteNumber("thinking_tokens", usage.Reasoning);
            json.WriteEndObject();
        }

        json.WriteString("service_tier", "standard");
        json.WriteEndObject();
    }
}
