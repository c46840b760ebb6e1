using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>The pieces of a check that several protocols share.</summary>
internal static class CheckBody
{
    private const string ToolMeaning = "Gives the answer to the user.";

    /// <summary>An object with one text in it.</summary>
    public static void Schema(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        json.WriteStartObject(ChatRequests.Field);
        json.WriteString("type"u8, "string"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("required"u8);
        json.WriteStringValue(ChatRequests.Field);
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties"u8, false);
        json.WriteEndObject();
    }

    /// <summary>The function, as members of the object that is open.</summary>
    public static void Function(Utf8JsonWriter json, string schema)
    {
        json.WriteString("name"u8, ChatRequests.Tool);
        json.WriteString("description"u8, ToolMeaning);
        Schema(json, schema);
    }

    /// <summary>OpenAI's form of tools, which Ollama took over.</summary>
    public static void Tools(Utf8JsonWriter json)
    {
        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        Function(json, "parameters");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>A named schema that is to be kept to, as members of the object that is open.</summary>
    public static void NamedSchema(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, ChatRequests.Tool);
        json.WriteBoolean("strict"u8, true);
        Schema(json, "schema");
    }

    public static void TypedText(Utf8JsonWriter json, ReadOnlySpan<byte> type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    public static void NoThinking(Utf8JsonWriter json)
    {
        json.WriteStartObject("thinking"u8);
        json.WriteString("type"u8, "disabled"u8);
        json.WriteEndObject();
    }
}
