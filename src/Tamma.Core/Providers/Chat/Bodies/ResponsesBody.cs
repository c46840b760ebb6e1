using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>Responses. Nothing is stored at the provider, and there is no seed.</summary>
internal static class ResponsesBody
{
    public static void Write(Utf8JsonWriter json, ChatRequest request, ChatDialect dialect)
    {
        json.WriteString("model"u8, request.Model);
        json.WriteStartArray("input"u8);
        MessageBody.Plain(json, request);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        Content(json, request);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("max_output_tokens"u8, request.MaxTokens);
        json.WriteBoolean("stream"u8, request.Stream);
        json.WriteBoolean("store"u8, false);
        if (request.Stream && dialect.NoObfuscation)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_obfuscation"u8, false);
            json.WriteEndObject();
        }

        if (request.Check is ChatCheck.Tool)
        {
            json.WriteStartArray("tools"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            CheckBody.Function(json, "parameters");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else if (request.Check is ChatCheck.Schema)
        {
            json.WriteStartObject("text"u8);
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            CheckBody.NamedSchema(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            ToolBody.Responses(json, request);
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
        CheckBody.TypedText(json, "input_text"u8, request.Prompt);
        json.WriteStartObject();
        json.WriteString("type"u8, "input_image"u8);
        json.WriteString("image_url"u8, "data:image/png;base64," + ChatRequests.Pixel);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
