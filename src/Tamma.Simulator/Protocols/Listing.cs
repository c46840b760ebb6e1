using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>What one answer is rendered from.</summary>
internal sealed record Listing
{
    public required WorldSpec Spec { get; init; }

    public required WorldSnapshot World { get; init; }

    /// <summary>The models of this answer, in its order: a page of the world's, or all.</summary>
    public required IReadOnlyList<WorldModel> Models { get; init; }

    public required bool HasMore { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required Dice Dice { get; init; }
}
