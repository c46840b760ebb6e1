using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>Chat completions (OpenAI's openapi of 2026-08).</summary>
internal static class OpenAiBody
{
    public static void Write(Utf8JsonWriter json, ChatRequest request, ChatDialect dialect)
    {
        json.WriteString("model"u8, request.Model);
        json.WriteStartArray("messages"u8);
        MessageBody.Plain(json, request);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        Content(json, request);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber(dialect.CompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, request.MaxTokens);
        json.WriteBoolean("stream"u8, request.Stream);
        if (request.Stream && (dialect.IncludeUsage || dialect.NoObfuscation))
        {
            StreamOptions(json, dialect);
        }

        if (request.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }

        if (dialect.DisableThinking)
        {
            CheckBody.NoThinking(json);
        }

        if (request.Check is ChatCheck.Tool)
        {
            CheckBody.Tools(json);
        }
        else if (request.Check is ChatCheck.Schema)
        {
            json.WriteStartObject("response_format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            CheckBody.NamedSchema(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            ToolBody.OpenAi(json, request);
        }
    }

    private static void StreamOptions(Utf8JsonWriter json, ChatDialect dialect)
    {
        json.WriteStartObject("stream_options"u8);
        if (dialect.IncludeUsage)
        {
            json.WriteBoolean("include_usage"u8, true);
        }

        if (dialect.NoObfuscation)
        {
            json.WriteBoolean("include_obfuscation"u8, false);
        }

        json.WriteEndObject();
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
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, "data:image/png;base64," + ChatRequests.Pixel);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
