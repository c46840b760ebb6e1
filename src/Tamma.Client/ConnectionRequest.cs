namespace Tamma.Client;

/// <summary>A connection as somebody asks for it. What is left out is taken from the known connection of its id, or is as for all.</summary>
public sealed record ConnectionRequest
{
    /// <summary>Lower-case letters, digits and dashes; unique.</summary>
    public string? Id { get; init; }

    /// <summary>Which adapter reads it, for example <c>openai_compatible</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Under which provider id its models stand; the id when left out.</summary>
    public string? Provider { get; init; }

    /// <summary>Base URL.</summary>
    public string? Url { get; init; }

    /// <summary>Where its key is: <c>env:NAME</c> or <c>file:PATH</c> of the server. Never the key itself.</summary>
    public string? Credential { get; init; }

    /// <summary>For HTTP Basic; the credential is the password then.</summary>
    public string? Username { get; init; }

    /// <summary>Headers that go with each request. No credential, and never shown again.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Between the start of one run and the next.</summary>
    public double? IntervalSeconds { get; init; }

    /// <summary>Which reference rows are kept, where its list has some: <c>none</c>, <c>my_providers</c> or <c>all</c>.</summary>
    public string? Listings { get; init; }

    /// <summary>It is the API of who sends the bill, so its prices and limits are applied at once.</summary>
    public bool? Bills { get; init; }

    /// <summary>Native ids to keep, as patterns with <c>*</c> and <c>?</c>; all when empty.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Native ids to leave out, as patterns; stronger than <see cref="Include"/>.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Bounds where they differ from all others'.</summary>
    public ConnectionBoundsResponse? Limits { get; init; }

    /// <summary>What its type takes beyond all this, by name.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
