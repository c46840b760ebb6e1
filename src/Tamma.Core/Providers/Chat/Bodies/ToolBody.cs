using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>Functions that a model may call, in each protocol's form. Nothing is written where there is none.</summary>
internal static class ToolBody
{
    /// <summary>OpenAI's form, which Ollama took over.</summary>
    public static void OpenAi(Utf8JsonWriter json, ChatRequest request) => List(json, request, static (json, tool) =>
    {
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        Function(json, tool, "parameters");
        if (tool.IsStrict is { } strict)
        {
            json.WriteBoolean("strict"u8, strict);
        }

        json.WriteEndObject();
    });

    /// <summary>Responses keep to a schema unless told not to, chat completions only if told (OpenAI's openapi of 2026-08): the same tools mean the same in both.</summary>
    public static void Responses(Utf8JsonWriter json, ChatRequest request) => List(json, request, static (json, tool) =>
    {
        json.WriteString("type"u8, "function"u8);
        Function(json, tool, "parameters");
        json.WriteBoolean("strict"u8, tool.IsStrict ?? false);
    });

    public static void Anthropic(Utf8JsonWriter json, ChatRequest request) => List(json, request, static (json, tool) => Function(json, tool, "input_schema"));

    /// <summary>
    /// JSON Schema has a member of its own: <c>parameters</c> is Google's subset of OpenAPI and refuses words as usual as <c>additionalProperties</c>
    /// (FunctionDeclaration of @google/genai 3.1.0).
    /// </summary>
    public static void Gemini(Utf8JsonWriter json, ChatRequest request)
    {
        if (request.Tools is [])
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations"u8);
        foreach (var tool in request.Tools)
        {
            json.WriteStartObject();
            Function(json, tool, "parametersJsonSchema");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, ChatRequest request, Action<Utf8JsonWriter, ChatTool> write)
    {
        if (request.Tools is [])
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in request.Tools)
        {
            json.WriteStartObject();
            write(json, tool);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Function(Utf8JsonWriter json, ChatTool tool, string schema)
    {
        json.WriteString("name"u8, tool.Name);
        if (tool.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        json.WritePropertyName(schema);
        tool.Parameters.WriteTo(json);
    }
}
