using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as opencode writes it. What is not known is 0, false or empty there, never absent.</summary>
internal static class OpenCodeModel
{
    private static readonly string[] s_modalities = ["text", "audio", "image", "video", "pdf"];

    public static void Write(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("providerID", model.Provider);
        json.WriteStartObject("api");
        json.WriteString("id", model.Id);
        json.WriteString("url", ProviderFacts.AddressOf(model.Provider));
        json.WriteString("npm", ProviderFacts.Package);
        json.WriteEndObject();
        json.WriteString("name", model.Name ?? model.Id);
        json.WriteIfAny("family", model.Family);
        WriteCapabilities(json, model);
        WriteCost(json, model.Cost ?? new());
        json.WriteStartObject("limit");
        json.WriteNumber("context", model.Limit?.Context ?? 0);
        json.WriteIfAny("input", model.Limit?.Input);
        json.WriteNumber("output", model.Limit?.Output ?? 0);
        json.WriteEndObject();
        json.WriteString("status", model.Status ?? "active");
        json.WriteOr(model, "options", "{}");
        json.WriteOr(model, "headers", "{}");
        json.WriteString("release_date", model.ReleaseDate ?? "");
        json.WriteOr(model, "variants", model.Reasoning == true ? """{"low":{"reasoningEffort":"low"},"high":{"reasoningEffort":"high"}}""" : "{}");
        json.WriteExtra(model, "options", "headers", "variants");
        json.WriteEndObject();
    }

    private static void WriteCapabilities(Utf8JsonWriter json, WorldModel model)
    {
        var modalities = model.Modalities ?? new();
        json.WriteStartObject("capabilities");
        json.WriteBoolean("temperature", model.Temperature ?? true);
        json.WriteBoolean("reasoning", model.Reasoning ?? false);
        json.WriteBoolean("attachment", model.Attachment ?? modalities.Input.Count > 1);
        json.WriteBoolean("toolcall", model.ToolCall ?? false);
        WriteFlags(json, "input", modalities.Input);
        WriteFlags(json, "output", modalities.Output);
        json.WriteBoolean("interleaved", value: false);
        json.WriteEndObject();
    }

    private static void WriteFlags(Utf8JsonWriter json, string name, IReadOnlyList<string> present)
    {
        json.WriteStartObject(name);
        foreach (var modality in s_modalities)
        {
            json.WriteBoolean(modality, present.Contains(modality, StringComparer.Ordinal));
        }

        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, ModelCost cost)
    {
        json.WriteStartObject("cost");
        json.WriteNumber("input", cost.Input ?? 0);
        json.WriteNumber("output", cost.Output ?? 0);
        json.WriteStartObject("cache");
        json.WriteNumber("read", cost.CacheRead ?? 0);
        json.WriteNumber("write", cost.CacheWrite ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
