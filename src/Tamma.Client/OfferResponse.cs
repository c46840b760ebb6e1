using System.Text.Json;

namespace Tamma.Client;

/// <summary>A model through one connection, with what holds for that account.</summary>
public sealed record OfferResponse
{
    /// <summary>The connection's id.</summary>
    public required string Connection { get; init; }

    /// <summary><c>callable</c>, <c>refused</c>, <c>unverified</c>, <c>no_credential</c>, or <c>disabled</c> where the connection is switched off.</summary>
    public required string Access { get; init; }

    /// <summary>Why it may not be called, in the provider's words.</summary>
    public string? AccessReason { get; init; }

    /// <summary>When a call last showed whether it may be called; absent when none did.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Since when the connection no longer lists it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>The connection fails, and what it said of this offer is old; absent when it is not so.</summary>
    public bool? Stale { get; init; }

    /// <summary>When the connection last confirmed a stale offer.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Limits as the connection states them.</summary>
    public LimitResponse? Limit { get; init; }

    /// <summary>Prices as the connection states them.</summary>
    public CostResponse? Cost { get; init; }

    /// <summary>Limits and prices of other kinds, by dotted path, for example <c>credits.input</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Details { get; init; }
}
