using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as the Gemini API writes it. A model without a name has no displayName, as some real rows.</summary>
internal static class GeminiModel
{
    public static void Write(Utf8JsonWriter json, WorldModel model) => json.WriteRow(model, row =>
    {
        var embeds = model.Kind == "embedding";
        row.WriteString("name", $"models/{model.Id}");
        row.WriteString("version", model.ReleaseDate is { Length: >= 7 } date ? date[..7] : "001");
        row.WriteIfAny("displayName", model.Name);
        row.WriteIfAny("description", model.Description);
        row.WriteNumber("inputTokenLimit", model.Limit?.Context ?? 0);
        row.WriteNumber("outputTokenLimit", embeds ? 1 : model.Limit?.Output ?? 0);
        row.WriteStrings("supportedGenerationMethods", embeds
            ? ["embedContent", "countTextTokens"]
            : model.Cost?.CacheRead is null ? ["generateContent", "countTokens", "batchGenerateContent"] : ["generateContent", "countTokens", "createCachedContent", "batchGenerateContent"]);
        if (embeds)
        {
            return;
        }

        row.WriteNumber("temperature", 1);
        row.WriteNumber("topP", 0.95);
        row.WriteNumber("topK", 64);
        row.WriteNumber("maxTemperature", 2);
        if (model.Reasoning == true)
        {
            row.WriteBoolean("thinking", value: true);
        }
    });
}
