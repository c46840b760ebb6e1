using System.Text.Json.Serialization;

namespace Tamma.Perf.Search.Speed;

/// <summary>What is asked of every engine.</summary>
/// <param name="Text">As a person writes it.</param>
/// <param name="Words">The same as <see cref="PlainWords"/>, for engines that know no better.</param>
internal sealed record SpeedQuery(SpeedClass Class, string Text, IReadOnlyList<string> Words)
{
    public static readonly string[] Facets = ["provider", "family", "tool_call", "reasoning", "modalities.input", "modalities.output"];

    public const int Page = 20;

    public string? Provider { get; init; }

    public long? Context { get; init; }

    /// <summary>US dollars for a million tokens, at most.</summary>
    public double? Input { get; init; }

    public bool Tools { get; init; }

    public bool Reasoning { get; init; }

    /// <summary>A modality that it must take.</summary>
    public string? Takes { get; init; }

    [JsonIgnore]
    public bool HasConditions => Provider is not null || Context is not null || Input is not null || Tools || Reasoning || Takes is not null;

    public static SpeedQuery Of(SpeedClass kind, string text) => new(kind, text, PlainWords.Of(text));
}
