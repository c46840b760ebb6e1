using System.Collections.Immutable;

namespace Tamma.Providers;

/// <summary>A connection as somebody asks for it: nothing is checked yet, and what is null is left to the defaults.</summary>
public sealed record ConnectionDraft
{
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? Provider { get; init; }

    public string? Url { get; init; }

    /// <summary>Where the key is: <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public string? Credential { get; init; }

    public string? Username { get; init; }

    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TimeSpan? Interval { get; init; }

    /// <summary>Snake_case name of a <see cref="ListingScope"/>.</summary>
    public string? Listings { get; init; }

    public bool? Bills { get; init; }

    public ImmutableArray<string> Include { get; init; } = [];

    public ImmutableArray<string> Exclude { get; init; } = [];

    public ConnectionLimits Limits { get; init; } = new();

    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the address may name a program of this machine (<c>stdio:</c>). Only for who could start it anyway.</summary>
    public bool MayNameProgram { get; init; }
}

/// <summary>Something that is wrong with a definition, for who wrote it. Never repeats a secret.</summary>
/// <param name="Member">Path of the member, snake_case: <c>limits.attempts</c>.</param>
public sealed record ConnectionMistake(string Member, string What)
{
    public override string ToString() => $"{Member}: {What}";
}
