using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as Anthropic writes it, in the words of the version that was asked for.</summary>
internal static class AnthropicModel
{
    public const string OldVersion = "2023-06-01";
    public const string NewVersion = "2026-10-21";

    /// <summary>One of active, deprecated and retired; alpha and beta are words that Anthropic does not have.</summary>
    public static string LifecycleOf(WorldModel model) => model.Status is "deprecated" or "retired" ? model.Status : "active";

    public static void Write(Utf8JsonWriter json, WorldModel model, Ask ask) => json.WriteRow(model, row =>
    {
        row.WriteString("type", "model");
        row.WriteString("id", model.Id);
        row.WriteString("display_name", model.Name ?? model.Id);
        row.WriteString("created_at", Rows.Rfc3339(Rows.BornAt(model)));
        if (ask.Header("anthropic-version") != NewVersion)
        {
            return;
        }

        row.WriteString("lifecycle", LifecycleOf(model));
        row.WriteString("deprecated_at", TimeOf(model.DeprecatedAt));
        row.WriteString("retires_at", TimeOf(model.RetiresAt));
        row.WriteString("line", model.Family);
        row.WriteIfAny("max_input_tokens", model.Limit?.Input ?? model.Limit?.Context);
        row.WriteIfAny("max_tokens", model.Limit?.Output);
        WriteCapabilities(row, model);
    });

    private static string? TimeOf(string? date) => Rows.DateOf(date) is { } time ? Rows.Rfc3339(time) : null;

    private static void WriteCapabilities(Utf8JsonWriter json, WorldModel model)
    {
        var (tools, thinks) = (model.ToolCall ?? false, model.Reasoning ?? false);
        json.WriteStartObject("capabilities");
        WriteFlag(json, "batch", supported: true);
        WriteFlag(json, "citations", tools);
        WriteFlag(json, "code_execution", tools);
        WriteFlags(json, "context_management", tools, ("clear_thinking_20251015", tools && thinks), ("clear_tool_uses_20250919", tools), ("compact_20260112", tools));
        WriteFlags(json, "effort", thinks, ("low", thinks), ("medium", thinks), ("high", thinks), ("xhigh", thinks), ("max", thinks));
        WriteFlag(json, "image_input", model.Takes("image"));
        WriteFlag(json, "pdf_input", model.Takes("pdf"));
        WriteFlags(json, "server_tools", tools, ("web_search", tools), ("code_execution", tools));
        WriteFlag(json, "structured_outputs", model.StructuredOutput ?? false);
        json.WriteStartObject("thinking");
        json.WriteBoolean("supported", thinks);
        json.WriteStartObject("types");
        foreach (var (name, supported) in (ReadOnlySpan<(string, bool)>)[("adaptive", thinks), ("enabled", false), ("disabled", true), ("between_tools", thinks && tools)])
        {
            WriteFlag(json, name, supported);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool supported) => WriteFlags(json, name, supported);

    private static void WriteFlags(Utf8JsonWriter json, string name, bool supported, params ReadOnlySpan<(string Name, bool Supported)> parts)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("supported", supported);
        foreach (var part in parts)
        {
            WriteFlag(json, part.Name, part.Supported);
        }

        json.WriteEndObject();
    }
}
