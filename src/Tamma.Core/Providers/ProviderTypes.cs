using System.Collections.Immutable;
using Tamma.Providers.LlamaCpp;
using Tamma.Providers.LmStudio;
using Tamma.Providers.Ollama;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.OpenCode;
using Tamma.Providers.Vllm;

namespace Tamma.Providers;

/// <summary>Every wire format that connections can speak, a line for each.</summary>
public static class ProviderTypes
{
    public static ImmutableArray<ProviderType> All { get; } =
    [
        OpenAiCompatibleListing.Type,
        OpenCodeServerListing.Type,
        OllamaListing.Type,
        LmStudioListing.Type,
        VllmListing.Type,
        LlamaCppListing.Type,
        Mistral.MistralListing.Type,
        LiteLlm.LiteLlmListing.Type,
        Cohere.CohereListing.Type,
        GpuStack.GpuStackListing.Type,
        Bedrock.BedrockListing.Type,
        VertexAi.VertexAiListing.Type,
    ];

    /// <summary>The type of this name.</summary>
    public static ProviderType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
