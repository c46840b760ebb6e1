using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>Messages. Neither temperature nor seed.</summary>
internal static class AnthropicBody
{
    public static void Write(Utf8JsonWriter json, ChatRequest request, ChatDialect dialect)
    {
        json.WriteString("model"u8, request.Model);
        json.WriteNumber("max_tokens"u8, request.MaxTokens);
        if (MessageBody.System(request) is { } system)
        {
            json.WriteString("system"u8, system);
        }

        json.WriteStartArray("messages"u8);
        MessageBody.WithoutSystem(json, request);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        Content(json, request);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("stream"u8, request.Stream);
        if (dialect.DisableThinking)
        {
            CheckBody.NoThinking(json);
        }

        if (request.Check is ChatCheck.Tool)
        {
            json.WriteStartArray("tools"u8);
            json.WriteStartObject();
            CheckBody.Function(json, "input_schema");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else if (request.Check is ChatCheck.Schema)
        {
            json.WriteStartObject("output_config"u8);
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            CheckBody.Schema(json, "schema");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            ToolBody.Anthropic(json, request);
        }
    }

    private static void Content(Utf8JsonWriter json, ChatRequest request)
    {
        if (request.Check is not ChatCheck.Image)
        {
            json.WriteString("content"u8, request.Prompt);
            return;
        }

        json.WriteStartArray("content"u8);
        CheckBody.TypedText(json, "text"u8, request.Prompt);
        json.WriteStartObject();
        json.WriteString("type"u8, "image"u8);
        json.WriteStartObject("source"u8);
        json.WriteString("type"u8, "base64"u8);
        json.WriteString("media_type"u8, "image/png"u8);
        json.WriteString("data"u8, ChatRequests.Pixel);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
