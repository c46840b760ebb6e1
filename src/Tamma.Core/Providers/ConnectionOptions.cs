using System.Collections.Immutable;
using Tamma.Security;

namespace Tamma.Providers;

/// <summary>One configured way to reach a provider.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Lower case with dashes; unique. The default connection's id is the provider's.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the <see cref="ProviderType"/> that reads it.</summary>
    public required string Type { get; init; }

    /// <summary>Under which provider id its models stand.</summary>
    public required string Provider { get; init; }

    public required Uri Url { get; init; }

    public CredentialReference? Credential { get; init; }

    /// <summary>For HTTP Basic; the credential is the password then.</summary>
    public string? Username { get; init; }

    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public required TimeSpan Interval { get; init; }

    /// <summary>Which of the reference rows are kept, where the list has some.</summary>
    public ListingScope Listings { get; init; } = ListingScope.MyProviders;

    /// <summary>It is the API of who sends the bill, or of the machine that serves: what it says of prices and limits is applied at once.</summary>
    public bool Bills { get; init; }

    /// <summary>Looked for and not asked for: when nothing answers there, that is no failure.</summary>
    public bool Optional { get; init; }

    /// <summary>Native ids to keep, as patterns in which <c>*</c> and <c>?</c> stand for any text and any letter; empty keeps all.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Native ids to leave out, as patterns; stronger than <see cref="Include"/>.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Bounds of this connection where they differ from all others'.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>What the type reads from it beyond all this, by name, for example <c>organization</c>. Each type says which it takes.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Set by <c>demo</c>, never sniffed.</summary>
    public bool Simulated { get; init; }

    /// <summary>Where it is configured, for people: <c>tamma.yaml:12</c>, <c>environment</c>. Null when nobody says.</summary>
    public string? ConfiguredIn { get; init; }
}

/// <summary>Bounds on asking one connection; what is null is as for all (<see cref="HttpLimits"/>).</summary>
public sealed record ConnectionLimits
{
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>Longest time for one run, all pages and tries together.</summary>
    public TimeSpan? RunTimeout { get; init; }

    /// <summary>Tries in all, the first included.</summary>
    public int? Attempts { get; init; }

    public TimeSpan? BaseDelay { get; init; }

    public TimeSpan? MaxDelay { get; init; }

    /// <summary>By how much the wait grows from one try to the next; 1 keeps it.</summary>
    public double? Factor { get; init; }

    /// <summary>Requests in a second, on average; 0 for no bound.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Requests that may come at once before <see cref="RequestsPerSecond"/> is felt.</summary>
    public int? Burst { get; init; }

    /// <summary>Requests under way at the same time.</summary>
    public int? Concurrency { get; init; }
}

/// <summary>Which reference rows a source brings into the catalogue.</summary>
public enum ListingScope
{
    None,

    /// <summary>Those of providers that a connection reaches.</summary>
    MyProviders,
    All,
}
