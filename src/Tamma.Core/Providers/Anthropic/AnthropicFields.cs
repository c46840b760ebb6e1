using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Anthropic;

/// <summary>
/// Members of <c>GET /v1/models</c> (version 2026-10-21; the SDK's types of 2026-11-20). Version 2023-06-01 has been seen with the
/// first four only, so all but the id may be absent. Of two things of the same name, <c>capabilities.code_execution</c> says that code
/// run in the tool may call other tools; the tool itself is <c>capabilities.server_tools.code_execution</c>.
/// </summary>
internal static class AnthropicFields
{
    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("data", "the rows"),
        Structure("has_more", "whether another page follows"),
        Structure("first_id", "the cursor backwards"),
        Structure("last_id", "the cursor forwards"),
    ],
    [
        Structure("id", "the native id"),
        Structure("type", "always \"model\""),
        Text("display_name", "name"),
        Date("created_at", "release_date"), // the time of release; the Unix epoch where that is unknown
        Text("lifecycle", "status"), // active, deprecated or retired. A past retires_at on a deprecated model means overdue, not retired.
        Date("deprecated_at", "deprecated_at"),
        Date("retires_at", "shutdown_date"),
        Text("line", "family"), // stated, and not to be read off the id

        // Anthropic documents it as the model's context window: "maximum input context window size in tokens for this model"
        // (ModelInfo of its SDKs), and models.dev has the same numbers as context.
        Limit("max_input_tokens", "limit.context"),
        Limit("max_tokens", "limit.output"),
        Flag("capabilities.batch.supported", "batch"),
        Flag("capabilities.citations.supported", "citations"),
        Kept("capabilities.code_execution.supported", "code that runs in the tool may call other tools"),
        Kept("capabilities.context_management", "which strategies of editing the context it takes, by their dated names"),
        Custom("capabilities.effort", ["reasoning_options"], Levels),
        Custom("capabilities.image_input.supported", ["modalities.input", "attachment"], (value, member, row) => Takes("image", value, member, row)),
        Custom("capabilities.pdf_input.supported", ["modalities.input", "attachment"], (value, member, row) => Takes("pdf", value, member, row)),
        Custom("capabilities.server_tools", ["server_tools"], ServerTools),
        Flag("capabilities.structured_outputs.supported", "structured_output"),
        Flag("capabilities.thinking.supported", "reasoning"),
        Part("capabilities.thinking.types.adaptive.supported", ["reasoning_options"], JsonValueKind.True, JsonValueKind.False),
        Part("capabilities.thinking.types.enabled.supported", ["reasoning_options"], JsonValueKind.True, JsonValueKind.False),
        Part("capabilities.thinking.types.disabled.supported", ["reasoning_options"], JsonValueKind.True, JsonValueKind.False),
        Flag("capabilities.thinking.types.between_tools.supported", "interleaved"),
        Kept("allowed_fallback_models", "models that may answer in its place (beta)"),
    ],
    Finish);

    /// <summary>Text goes in always; the list says so of images and documents only.</summary>
    private static void Takes(string modality, JsonElement value, WireField member, WireRow row)
    {
        if (Leaves.Flag(value) is not { } takes)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.AddWord("modalities.input", "text");
        if (takes)
        {
            row.AddWord("modalities.input", modality);
        }

        var before = row.Fields.Peek(FieldRegistry.Models["attachment"])?.AsFlag() ?? false;
        row.Set("attachment", FieldValue.Flag(before || takes));
    }

    private static void ServerTools(JsonElement value, WireField member, WireRow row)
    {
        foreach (var (name, isSupported) in Supported(value, member, row))
        {
            if (isSupported && name != "supported")
            {
                row.AddWord("server_tools", name);
            }
        }
    }

    /// <summary>The levels are an open set; here only their form is looked at.</summary>
    private static void Levels(JsonElement value, WireField member, WireRow row) => _ = Supported(value, member, row).Count();

    /// <summary><c>{"supported":true,"low":{"supported":true},…}</c>, each name with what it says.</summary>
    private static IEnumerable<(string Name, bool IsSupported)> Supported(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            row.Unknown(value, member.Path);
            yield break;
        }

        foreach (var part in value.EnumerateObject())
        {
            if (Leaves.Flag(part.NameEquals("supported"u8) ? part.Value : Leaves.At(part.Value, "supported")) is { } isSupported)
            {
                yield return (part.Name, isSupported);
            }
            else
            {
                row.Unknown(part.Value, $"{member.Path}.{part.Name}");
            }
        }
    }

    private static void Finish(WireRow row)
    {
        var capabilities = Leaves.At(row.Element, "capabilities");
        var effort = Leaves.At(capabilities, "effort");
        var options = new ReasoningOptions
        {
            Toggle = Says(capabilities, "disabled") && (Says(capabilities, "adaptive") || Says(capabilities, "enabled")),
            Efforts = effort.ValueKind is JsonValueKind.Object && Leaves.Flag(Leaves.At(effort, "supported")) is not false
                ? [.. effort.EnumerateObject().Where(level => Leaves.Flag(Leaves.At(level.Value, "supported")) is true).Select(level => level.Name)]
                : [],
            Budget = Says(capabilities, "enabled"), // thinking of type "enabled" is the one that takes budget_tokens
        };
        if (options.ToField() is { } field)
        {
            row.Set("reasoning_options", field);
        }
    }

    private static bool Says(JsonElement capabilities, string type) => Leaves.Flag(Leaves.At(capabilities, "thinking", "types", type, "supported")) is true;
}
