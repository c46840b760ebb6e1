using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>Finds the model that a request names, and the one that answers it.</summary>
internal static class ChatModels
{
    public static WorldModel? Find(IReadOnlyList<WorldModel> models, WorldSpec spec, string name)
    {
        var id = spec.Protocol == ProtocolName.Gemini && name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name;
        var found = models.FirstOrDefault(model => model.Id == id)
            ?? models.FirstOrDefault(model => model.Aliases?.Contains(id, StringComparer.Ordinal) ?? false)
            ?? (spec.Protocol == ProtocolName.Ollama ? models.FirstOrDefault(model => model.Id == $"{id}:latest") : null);
        return found?.AliasOf is { } target ? models.FirstOrDefault(model => model.Id == target) ?? found : found;
    }

    /// <summary>The model itself, or the one that was put in its place.</summary>
    public static WorldModel ServedFor(IReadOnlyList<WorldModel> models, WorldModel model) => model.ServesAs is { } other
        ? models.FirstOrDefault(candidate => candidate.Id == other) ?? model with { Id = other }
        : model;

    /// <summary>What each server says of a model that it does not have.</summary>
    public static Failure NoModel(WorldSpec spec, string id) => spec.Protocol switch
    {
        ProtocolName.Copilot => new(400, "The requested model is not supported.", "invalid_request_error", "model_not_supported"),
        ProtocolName.Anthropic => Failure.NoModel(id) with { Message = $"model: {id}" },
        ProtocolName.Gemini => Failure.NoModel(id) with { Message = $"models/{id} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods." },
        ProtocolName.Ollama => Failure.NoModel(id) with { Message = $"model '{id}' not found" },
        ProtocolName.OpenRouter => Failure.NoModel(id) with { Status = 400, Message = $"{id} is not a valid model ID" },
        ProtocolName.Zai => Failure.NoModel(id) with { Status = 400 },
        ProtocolName.Zen => Failure.NoModel(id) with { Status = 401, Message = $"Model {id} is not supported" },
        ProtocolName.LiteLlm => Failure.NoModel(id) with { Status = 400, Message = $"/chat/completions: Invalid model name passed in model={id}. Call `/v1/models` to view available models for your key." },
        ProtocolName.Mistral => new(400, $"Invalid model: {id}", "invalid_model", "1500"),
        ProtocolName.LmStudio => Failure.NoModel(id) with { Status = 400, Message = $"Model \"{id}\" was not found. Load it, or download it first." },
        _ => Failure.NoModel(id),
    };
}
