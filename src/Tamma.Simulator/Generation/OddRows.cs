using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>The few rows that are unlike the others, as each real listing has them. They are always the same ones by number.</summary>
internal static class OddRows
{
    public static WorldModel Of(WorldSpec spec, WorldModel model, int number, WorldModel first) => (spec.Protocol, number) switch
    {
        (ProtocolName.Anthropic, 1) => model with { Created = 0 },
        (ProtocolName.Anthropic, 2) => model with { Status = "retired", DeprecatedAt = "2025-10-01", RetiresAt = "2026-02-01" },
        (ProtocolName.Gemini, 2) => model with { Name = null },
        (ProtocolName.Gemini, 3) => Embedding(model, $"{model.Family}-embedding-001"),
        (ProtocolName.Copilot, 1) => model with { Policy = "disabled" },
        (ProtocolName.Copilot, 2) => model with { Id = "accounts/msft/routers/x", Name = "Router", Kind = "router", Limit = null, Cost = null },
        (ProtocolName.Copilot, 3) => Embedding(model, $"text-embedding-{model.Family}"),
        (ProtocolName.Copilot, 4) => model with { Repeated = true },
        (ProtocolName.Zen, 1) => model with { Id = $"alpha-{model.Id}" },
        (ProtocolName.Ollama, 2) => Embedding(model, $"{model.Family}-embed:latest") with { Loaded = null, LoadedContext = null },
        (ProtocolName.Ollama or ProtocolName.LmStudio, 0) => model with { Loaded = true, LoadedContext = 8192 },
        (ProtocolName.LmStudio, 2) => Embedding(model, $"{model.OwnedBy}/{model.Family}-embed") with { Loaded = null, LoadedContext = null },
        (ProtocolName.OpenRouter, 1) => model with { Id = "openrouter/auto", Name = "Auto Router", OwnedBy = null, Kind = "router", Cost = null },
        (ProtocolName.OpenRouter, 2) => Embedding(model, $"{model.OwnedBy}/{model.Family}-embedding"),
        (ProtocolName.OpenRouter, 3) => first with { Id = $"~{first.OwnedBy}/{first.Family}-latest", Name = $"{first.Name} Latest", AliasOf = first.Id },
        (ProtocolName.LiteLlm, 2) => Embedding(model, $"{model.Family}-embedding"),
        (ProtocolName.Mistral, 1) => model with { Aliases = [$"{model.Id}-latest", $"{model.Family}-latest"] },
        (ProtocolName.Mistral, 2) => Embedding(model, $"{model.Family}-embed"),
        _ => model,
    };

    public static WorldModel Embedding(WorldModel model, string id) => model with
    {
        Id = id,
        Name = $"{ModelNames.NameOf(model.Family ?? id, "1", "")} Embedding",
        Kind = "embedding",
        Limit = new() { Context = 8192 },
        Modalities = new(),
        Cost = model.Cost is { } cost ? new() { Input = cost.Input, Output = 0 } : null,
        Reasoning = false,
        ToolCall = false,
        StructuredOutput = false,
        Temperature = false,
        Status = null,
        DeprecatedAt = null,
        RetiresAt = null,
    };
}
