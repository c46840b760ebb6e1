using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Providers.Chat;

namespace Tamma.Discovery.Verification;

/// <summary>Which offers are to be called once, to see whether they can be.</summary>
public sealed record VerificationRequest
{
    /// <summary>Most offers in one request; the rest is named as left for another.</summary>
    public const int MostTargets = 200;

    public const decimal DefaultCap = 0.01m;

    /// <summary>Models by key; empty for all of <see cref="Provider"/> or <see cref="Connection"/>.</summary>
    public ImmutableArray<ModelKey> Keys { get; init; } = [];

    public string? Provider { get; init; }

    public string? Connection { get; init; }

    /// <summary>What is checked beside whether the model answers.</summary>
    public ChatCheck Check { get; init; }

    /// <summary>Calls also what costs money, or may.</summary>
    public bool Paid { get; init; }

    /// <summary>Most that all calls together may cost, in US dollars.</summary>
    public decimal Cap { get; init; } = DefaultCap;

    public string? Actor { get; init; }
}
