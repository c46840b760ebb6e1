using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>What one answer is rendered from.</summary>
internal sealed record Listing
{
    public required Ask Ask { get; init; }

    public required WorldSnapshot World { get; init; }

    /// <summary>The models of this answer, in its order: a page of the world's, or all.</summary>
    public required IReadOnlyList<WorldModel> Models { get; init; }

    /// <summary>The page they came from, in the world's order.</summary>
    public required Page Page { get; init; }

    public required Dice Dice { get; init; }

    public WorldSpec Spec => Ask.Spec;

    public DateTimeOffset Now => Ask.Now;

    public bool HasMore => Page.HasMore;
}
