using System.Text.Json.Nodes;

namespace Tamma.Simulator.Worlds;

/// <summary>A world at one version. Nothing in it changes, so it is read without a lock.</summary>
internal sealed record WorldSnapshot
{
    public required long Version { get; init; }

    public required IReadOnlyList<WorldModel> Models { get; init; }

    public required IReadOnlyList<string> Connected { get; init; }

    /// <summary>By provider id.</summary>
    public required IReadOnlyDictionary<string, ProviderSecrets> Secrets { get; init; }
}

/// <summary>What an opencode server gives away about a provider although it should not.</summary>
internal sealed record ProviderSecrets(string? Key, JsonObject? Options);
