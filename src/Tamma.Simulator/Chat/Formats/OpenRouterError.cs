using System.Text.Json;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>How OpenRouter says in a stream that the provider behind it has failed: a chunk like any other, with an error beside the choices.</summary>
internal static class OpenRouterError
{
    public static void Write(Utf8JsonWriter json, ChatExchange exchange, Action writeHead)
    {
        json.WriteStartObject();
        writeHead();
        json.WriteString("provider", exchange.Served.OwnedBy ?? "Simulator");
        json.WriteStartObject("error");
        json.WriteNumber("code", 502);
        json.WriteString("message", "The provider behind this model has failed.");
        json.WriteStartObject("metadata");
        json.WriteString("error_type", "provider_unavailable");
        json.WriteString("provider_code", "server_error");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("delta");
        json.WriteString("content", "");
        json.WriteEndObject();
        json.WriteString("finish_reason", "error");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
