using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>Ollama's own chat. It streams unless told not to.</summary>
internal static class OllamaBody
{
    public static void Write(Utf8JsonWriter json, ChatRequest request, ChatDialect dialect)
    {
        json.WriteString("model"u8, request.Model);
        json.WriteStartArray("messages"u8);
        MessageBody.Plain(json, request);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteString("content"u8, request.Prompt);
        if (request.Check is ChatCheck.Image)
        {
            json.WriteStartArray("images"u8);
            json.WriteStringValue(ChatRequests.Pixel);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("stream"u8, request.Stream);
        json.WriteStartObject("options"u8);
        json.WriteNumber("num_predict"u8, request.MaxTokens);
        if (request.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }

        json.WriteEndObject();
        if (dialect.DisableThinking)
        {
            json.WriteBoolean("think"u8, false);
        }

        if (request.Check is ChatCheck.Tool)
        {
            CheckBody.Tools(json);
        }
        else if (request.Check is ChatCheck.Schema)
        {
            CheckBody.Schema(json, "format");
        }
        else
        {
            ToolBody.OpenAi(json, request);
        }
    }
}
