using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>The changes that a reader of a wire can see, as often as they are likely.</summary>
internal static class DriftKinds
{
    public static ReadOnlySpan<ChangeKind> SeenIn(WorldSpec spec) => spec switch
    {
        { Protocol: ProtocolName.LiteLlmPrices } => [ChangeKind.Price, ChangeKind.Price, ChangeKind.Price, ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed, ChangeKind.Deprecated],
        { IsCatalogue: true } => [ChangeKind.Price, ChangeKind.Price, ChangeKind.Price, ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed, ChangeKind.Status],
        { Flavour: Flavour.Gateway } or { Protocol: ProtocolName.Copilot } => [ChangeKind.Price, ChangeKind.Price, ChangeKind.Price, ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed],
        { Flavour: Flavour.Vllm or Flavour.LlamaCpp } or { Protocol: ProtocolName.Gemini } => [ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed],
        { Protocol: ProtocolName.OpenRouter or ProtocolName.LiteLlm } => [ChangeKind.Price, ChangeKind.Price, ChangeKind.Price, ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed, ChangeKind.Deprecated],
        { Protocol: ProtocolName.Anthropic or ProtocolName.Mistral } => [ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed, ChangeKind.Deprecated],
        { Protocol: ProtocolName.Ollama } => [ChangeKind.Added, ChangeKind.Removed, ChangeKind.Loaded, ChangeKind.Pulled],
        { Protocol: ProtocolName.LmStudio } => [ChangeKind.Added, ChangeKind.Removed, ChangeKind.Loaded],
        { Protocol: ProtocolName.OpenAi } => [ChangeKind.Added, ChangeKind.Removed, ChangeKind.Deprecated],
        _ => [ChangeKind.Added, ChangeKind.Removed],
    };
}
