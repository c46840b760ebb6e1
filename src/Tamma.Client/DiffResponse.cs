using System.Text.Json;

namespace Tamma.Client;

/// <summary>What differs between two versions of a model, and what that means for those who use it.</summary>
public sealed record DiffResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>The version that is compared.</summary>
    public required VersionMark From { get; init; }

    /// <summary>The version that it is compared with.</summary>
    public required VersionMark To { get; init; }

    /// <summary><c>none</c>, <c>low</c> (nothing breaks), <c>high</c> (something breaks) or <c>critical</c> (the model is gone, or more than three things break).</summary>
    public required string Impact { get; init; }

    /// <summary>How many of the changes break something.</summary>
    public required int Breaking { get; init; }

    /// <summary>The changes, availability first, then in the order of the fields.</summary>
    public required IReadOnlyList<ImpactResponse> Changes { get; init; }
}

/// <summary>A version by its number and its place.</summary>
public sealed record VersionMark
{
    /// <summary>Counts from 1 for each key.</summary>
    public required int Version { get; init; }

    /// <summary>Of the event that made it.</summary>
    public required long Position { get; init; }

    /// <summary>When it came to be.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>A change of a field and what it means.</summary>
public sealed record ImpactResponse
{
    /// <summary>Dotted path, <c>availability</c>, or <c>offers.CONNECTION</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The value before; null when it was unknown.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>The value after; null when it is unknown.</summary>
    public JsonElement? New { get; init; }

    /// <summary><c>breaking</c>, <c>non_breaking</c> or <c>neutral</c>.</summary>
    public required string Effect { get; init; }

    /// <summary>How far a number moved, of what it was; null where that says nothing.</summary>
    public decimal? Percent { get; init; }

    /// <summary>The same for people.</summary>
    public required string Sentence { get; init; }
}
