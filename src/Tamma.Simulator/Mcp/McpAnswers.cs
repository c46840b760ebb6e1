using System.Text;
using System.Text.Json;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Mcp;

/// <summary>What PAL 9.8.2 answers, as it was seen on its wire: JSON in a text in JSON.</summary>
internal static class McpAnswers
{
    private const string ProtocolVersion = "2025-06-18";
    private const string ServerVersion = "9.8.2";

    public static void WriteInitialize(Utf8JsonWriter json)
    {
        json.WriteString("protocolVersion", ProtocolVersion);
        json.WriteStartObject("capabilities");
        json.WriteStartObject("tools");
        json.WriteEndObject();
        json.WriteStartObject("prompts");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("serverInfo");
        json.WriteString("name", "PAL");
        json.WriteString("version", ServerVersion);
        json.WriteEndObject();
        json.WriteString("instructions", "Call listmodels to see which models are configured.");
    }

    public static void WriteTools(Utf8JsonWriter json, bool hasListModels)
    {
        json.WriteStartArray("tools");
        if (hasListModels)
        {
            WriteTool(json, "listmodels", "Shows which AI model providers are configured, available model names, their aliases and capabilities.");
        }

        WriteTool(json, "version", "Get server version, configuration details, and list of available tools.");
        json.WriteEndArray();
    }

    /// <summary>The tool a call names; null when it names none.</summary>
    public static string? NameIn(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    public static void WriteCall(Utf8JsonWriter json, string? tool, McpFault fault)
    {
        switch (tool, fault)
        {
            case ("listmodels", McpFault.Error):
                WriteText(json, Inner("listmodels", "error", "Error listing models: no provider could be asked"), isError: true);
                break;
            case ("listmodels", McpFault.NotJson):
                WriteText(json, PalListing.Text, isError: false);
                break;
            case ("listmodels", not McpFault.NoTool):
                WriteText(json, Inner("listmodels", "success", PalListing.Text), isError: false);
                break;
            case ("version", _):
                WriteText(json, Inner("version", "success", $"# PAL MCP Server Version\n\n**Current Version**: {ServerVersion}\n"), isError: false);
                break;
            default:
                WriteText(json, $"Unknown tool: {tool}", isError: false);
                break;
        }
    }

    private static void WriteTool(Utf8JsonWriter json, string name, string description)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("description", description);
        json.WritePropertyName("inputSchema");
        json.WriteRawValue("""{"type":"object","properties":{},"required":[],"additionalProperties":false}""");
        json.WriteStartObject("annotations");
        json.WriteBoolean("readOnlyHint", value: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text, bool isError)
    {
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("isError", isError);
    }

    private static string Inner(string tool, string status, string content) => Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", status);
        json.WriteString("content", content);
        json.WriteString("content_type", "text");
        json.WriteStartObject("metadata");
        json.WriteString("tool_name", tool);
        if (tool == "listmodels" && status == "success")
        {
            json.WriteNumber("configured_providers", PalListing.Configured);
        }

        json.WriteEndObject();
        json.WriteNull("continuation_offer");
        json.WriteEndObject();
    }));
}
