using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as OpenRouter writes it.</summary>
internal static class OpenRouterModel
{
    /// <summary>The name that stays when the id moves on.</summary>
    public static string SlugOf(WorldModel model) => model is { AliasOf: null, Kind: not "router", ReleaseDate: { } date } && !model.Id.StartsWith('~')
        ? $"{model.Id.Split(':')[0]}-{date.Replace("-", "", StringComparison.Ordinal)}"
        : model.Id;

    public static IReadOnlyList<string> OutputsOf(WorldModel model) => model.Kind == "embedding" ? ["embeddings"] : (model.Modalities ?? new()).Output;

    public static void Write(Utf8JsonWriter json, WorldModel model, WorldSnapshot world) => json.WriteRow(model, row =>
    {
        row.WriteString("id", model.Id);
        row.WriteString("canonical_slug", SlugOf(model));
        if (model.AliasOf is { } target)
        {
            row.WriteStartObject("alias_target");
            row.WriteString("name", world.Models.FirstOrDefault(other => other.Id == target) is { } other ? NameOf(other) : target);
            row.WriteString("slug", target);
            row.WriteEndObject();
        }

        row.WriteString("hugging_face_id", model.OpenWeights == true ? model.Id.Split(':')[0] : null);
        row.WriteString("name", NameOf(model));
        row.WriteNumber("created", Rows.BornAt(model).ToUnixTimeSeconds());
        row.WriteString("description", model.Description ?? $"{model.Name ?? model.Id} by {model.OwnedBy ?? model.Provider}.");
        row.WriteNumber("context_length", model.Limit?.Context ?? 0);
        WriteArchitecture(row, model);
        OpenRouterPricing.Write(row, model);
        row.WriteStartObject("top_provider");
        WriteOrNull(row, "context_length", model.Kind == "router" ? null : model.Limit?.Context);
        WriteOrNull(row, "max_completion_tokens", model.Kind == "router" ? null : model.Limit?.Output);
        row.WriteBoolean("is_moderated", value: false);
        row.WriteEndObject();
        row.WriteNull("per_request_limits");
        row.WriteStrings("supported_parameters", ParametersOf(model));
        row.WriteStartObject("default_parameters");
        row.WriteNull("temperature");
        row.WriteNull("top_p");
        row.WriteNull("frequency_penalty");
        row.WriteEndObject();
        row.WriteNull("supported_voices");
        row.WriteString("knowledge_cutoff", model.Knowledge is { Length: 7 } month ? $"{month}-01" : model.Knowledge);
        row.WriteString("expiration_date", model.RetiresAt);
        row.WriteStartObject("links");
        row.WriteString("details", $"/api/v1/models/{SlugOf(model)}/endpoints");
        row.WriteEndObject();
        if (model.Reasoning == true)
        {
            WriteReasoning(row);
        }
    });

    public static void WriteArchitecture(Utf8JsonWriter json, WorldModel model)
    {
        string[] inputs = [.. (model.Modalities ?? new()).Input.Select(modality => modality == "pdf" ? "file" : modality)];
        json.WriteStartObject("architecture");
        json.WriteString("modality", $"{string.Join('+', inputs)}->{string.Join('+', OutputsOf(model))}");
        json.WriteStrings("input_modalities", inputs);
        json.WriteStrings("output_modalities", OutputsOf(model));
        json.WriteString("tokenizer", model.Kind == "router" ? "Router" : "Other");
        json.WriteNull("instruct_type");
        json.WriteEndObject();
    }

    public static IEnumerable<string> ParametersOf(WorldModel model) => model.Kind == "embedding" ? [] :
    [
        .. When(model.Reasoning == true, "include_reasoning"),
        "max_tokens",
        .. When(model.Reasoning == true, "reasoning"),
        .. When(model.StructuredOutput == true, "response_format", "structured_outputs"),
        "stop",
        .. When(model.Temperature is not false, "temperature"),
        .. When(model.ToolCall == true, "tool_choice", "tools"),
        .. When(model.Temperature is not false, "top_p"),
    ];

    public static string NameOf(WorldModel model) => model.Kind == "router" || model.OwnedBy is null
        ? model.Name ?? model.Id
        : $"{ProviderFacts.NameOf(model.OwnedBy)}: {model.Name ?? model.Id}";

    private static string[] When(bool has, params string[] words) => has ? words : [];

    private static void WriteReasoning(Utf8JsonWriter json)
    {
        json.WriteStartObject("reasoning");
        json.WriteBoolean("mandatory", value: false);
        json.WriteBoolean("default_enabled", value: true);
        json.WriteStrings("supported_efforts", ["high", "medium", "low"]);
        json.WriteString("default_effort", "medium");
        json.WriteBoolean("supports_max_tokens", value: true);
        json.WriteEndObject();
    }

    private static void WriteOrNull(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
