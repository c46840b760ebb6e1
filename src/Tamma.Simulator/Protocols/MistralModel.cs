using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as Mistral writes it under one of its ids. The name is the id of the model itself.</summary>
internal static class MistralModel
{
    public static void Write(Utf8JsonWriter json, WorldModel model, string id, DateTimeOffset now) => json.WriteRow(model, row =>
    {
        row.WriteString("id", id);
        row.WriteString("object", "model");
        row.WriteNumber("created", now.ToUnixTimeSeconds());
        row.WriteString("owned_by", model.OwnedBy ?? "mistralai");
        row.WriteStartObject("capabilities");
        row.WriteBoolean("completion_chat", model.Kind is null);
        row.WriteBoolean("function_calling", model.ToolCall ?? false);
        row.WriteBoolean("completion_fim", value: false);
        row.WriteBoolean("fine_tuning", value: false);
        row.WriteBoolean("vision", model.Takes("image"));
        row.WriteBoolean("ocr", value: false);
        row.WriteBoolean("classification", value: false);
        row.WriteBoolean("moderation", value: false);
        row.WriteBoolean("audio", model.Takes("audio"));
        row.WriteBoolean("audio_transcription", value: false);
        row.WriteEndObject();
        row.WriteString("name", model.Id);
        row.WriteString("description", model.Description ?? $"Official {model.Id} model");
        row.WriteNumber("max_context_length", model.Limit?.Context ?? 32_768);
        row.WriteStrings("aliases", [.. new[] { model.Id }.Concat(model.Aliases ?? []).Where(other => other != id)]);

        // The day it goes; Mistral gives it at noon.
        row.WriteString("deprecation", Rows.DateOf(model.RetiresAt) is { } day ? Rows.Rfc3339(day.AddHours(12)) : null);
        row.WriteNull("deprecation_replacement_model");
        row.WriteNumber("default_model_temperature", 0.3);
        row.WriteString("type", "base");
    });
}
