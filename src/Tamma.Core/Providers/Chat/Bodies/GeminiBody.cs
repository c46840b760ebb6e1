using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>generateContent. The model and whether it streams stand in the path.</summary>
internal static class GeminiBody
{
    public static void Write(Utf8JsonWriter json, ChatRequest request)
    {
        if (MessageBody.System(request) is { } system)
        {
            json.WriteStartObject("systemInstruction"u8);
            Parts(json, system);
            json.WriteEndObject();
        }

        json.WriteStartArray("contents"u8);
        foreach (var message in request.Before.Where(message => message.Role is not ChatRole.System))
        {
            json.WriteStartObject();
            json.WriteString("role"u8, message.Role is ChatRole.User ? "user"u8 : "model"u8);
            Parts(json, message.Text);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("parts"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, request.Prompt);
        json.WriteEndObject();
        if (request.Check is ChatCheck.Image)
        {
            json.WriteStartObject();
            json.WriteStartObject("inlineData"u8);
            json.WriteString("mimeType"u8, "image/png"u8);
            json.WriteString("data"u8, ChatRequests.Pixel);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("generationConfig"u8);
        json.WriteNumber("maxOutputTokens"u8, request.MaxTokens);
        if (request.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }

        if (request.Check is ChatCheck.Schema)
        {
            json.WriteString("responseMimeType"u8, "application/json"u8);
            Schema(json, "responseSchema");
        }

        json.WriteEndObject();
        if (request.Check is ChatCheck.Tool)
        {
            Tool(json);
        }
        else
        {
            ToolBody.Gemini(json, request);
        }
    }

    private static void Parts(Utf8JsonWriter json, string text)
    {
        json.WriteStartArray("parts"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Tool(Utf8JsonWriter json)
    {
        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, ChatRequests.Tool);
        json.WriteString("description"u8, "Gives the answer to the user."u8);
        Schema(json, "parameters");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Google's subset of OpenAPI, which has types in capitals and no <c>additionalProperties</c>.</summary>
    private static void Schema(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("type"u8, "OBJECT"u8);
        json.WriteStartObject("properties"u8);
        json.WriteStartObject(ChatRequests.Field);
        json.WriteString("type"u8, "STRING"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("required"u8);
        json.WriteStringValue(ChatRequests.Field);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
