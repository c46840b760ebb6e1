using System.Globalization;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as Ollama writes it: in its tags, in memory, and in full.</summary>
internal static class OllamaModel
{
    // The same for every model: no client here reads more from it than that it is there.
    private const long EmbeddingLength = 4096;

    public static string ArchitectureOf(WorldModel model) => (model.Family ?? "llama").Replace("-", "", StringComparison.Ordinal);

    public static void WriteTag(Utf8JsonWriter json, WorldModel model, bool old) => json.WriteRow(model, row =>
    {
        row.WriteString("name", model.Id);
        row.WriteString("model", model.Id);
        row.WriteString("modified_at", ModifiedAt(model));
        row.WriteNumber("size", model.Size ?? 0);
        row.WriteString("digest", model.Digest ?? "");
        WriteDetails(row, model, hasLengths: !old);
        if (!old)
        {
            row.WriteStrings("capabilities", CapabilitiesOf(model));
        }
    });

    public static void WriteRunning(Utf8JsonWriter json, WorldModel model, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Id);
        json.WriteString("model", model.Id);
        json.WriteNumber("size", model.Size ?? 0);
        json.WriteString("digest", model.Digest ?? "");
        WriteDetails(json, model, hasLengths: false);
        json.WriteString("expires_at", now.AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

        // Large models do not fit, so that a part of them runs on the processor.
        json.WriteNumber("size_vram", Math.Min(model.Size ?? 0, 24_000_000_000));
        json.WriteNumber("context_length", model.LoadedContext ?? 4096);
        json.WriteEndObject();
    }

    public static void WriteInFull(Utf8JsonWriter json, WorldModel model, bool old) => json.WriteRow(model, row =>
    {
        var architecture = ArchitectureOf(model);
        row.WriteString("license", "Apache License Version 2.0");
        row.WriteString("modelfile", $"FROM {model.Id}\n");
        row.WriteString("parameters", $"num_ctx                        {Limits.Text(model.LoadedContext ?? 4096)}\nstop                           \"<|end|>\"");
        row.WriteString("template", "{{ .Prompt }}");
        WriteDetails(row, model, hasLengths: false);
        row.WriteStartObject("model_info");
        row.WriteString("general.architecture", architecture);
        row.WriteNumber("general.parameter_count", ParametersOf(model));
        row.WriteNumber($"{architecture}.context_length", model.Limit?.Context ?? 4096);
        row.WriteNumber($"{architecture}.embedding_length", EmbeddingLength);
        row.WriteEndObject();
        if (!old)
        {
            row.WriteStrings("capabilities", CapabilitiesOf(model));
        }

        row.WriteString("modified_at", ModifiedAt(model));
    });

    private static void WriteDetails(Utf8JsonWriter json, WorldModel model, bool hasLengths)
    {
        json.WriteStartObject("details");
        json.WriteString("parent_model", "");
        json.WriteString("format", "gguf");
        json.WriteString("family", ArchitectureOf(model));
        json.WriteStrings("families", [ArchitectureOf(model)]);
        json.WriteString("parameter_size", model.ParameterSize ?? "8.0B");
        json.WriteString("quantization_level", model.Quantization ?? "Q4_K_M");
        if (hasLengths)
        {
            json.WriteIfAny("context_length", model.Limit?.Context);
            json.WriteNumber("embedding_length", EmbeddingLength);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<string> CapabilitiesOf(WorldModel model) => model.Kind == "embedding" ? ["embedding"] :
    [
        "completion",
        .. Word(model.Takes("image"), "vision"),
        .. Word(model.Takes("audio"), "audio"),
        .. Word(model.ToolCall, "tools"),
        .. Word(model.Reasoning, "thinking"),
    ];

    private static IEnumerable<string> Word(bool? has, string word) => has == true ? [word] : [];

    private static string ModifiedAt(WorldModel model) =>
        (Rows.DateOf(model.LastUpdated) ?? Rows.BornAt(model)).ToString("yyyy-MM-dd'T'HH:mm:ss'.409490317Z'", CultureInfo.InvariantCulture);

    private static long ParametersOf(WorldModel model) =>
        decimal.TryParse(model.ParameterSize?.TrimEnd('B'), NumberStyles.Float, CultureInfo.InvariantCulture, out var billions) ? (long)(billions * 1_000_000_000) : 8_000_000_000;
}
