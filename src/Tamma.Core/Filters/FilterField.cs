using System.Collections.Immutable;

namespace Tamma.Filters;

/// <summary>Something that a filter can ask about. Two fields are one when name and type are.</summary>
/// <param name="Name">As it is printed, for example <c>limit.context</c>.</param>
/// <param name="Meaning">For people, one sentence.</param>
public sealed record FilterField(string Name, FilterType Type, string Meaning)
{
    /// <summary>Other names that are understood.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>One of <see cref="Aliases"/> that people know best, for texts that are read by people only.</summary>
    public string? ShortName { get; init; }

    /// <summary>What a number counts.</summary>
    public string? Unit { get; init; }

    /// <summary>All values that a text or its words can have; empty where they are not a closed set.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Given for words of which each is a flag of its own, known or not: <c>capability has vision</c> is then that flag.</summary>
    public Func<string, FilterField?>? FlagOf { get; init; }

    public bool Equals(FilterField? other) => other is not null && Name == other.Name && Type == other.Type;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
