using System.Text.Json;

namespace Tamma.Client;

/// <summary>What a lab made, with all that is listed of it.</summary>
public sealed record CanonicalModelResponse
{
    /// <summary><c>lab/slug</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who made it.</summary>
    public required string Lab { get; init; }

    /// <summary>The lab's name for it.</summary>
    public required string Slug { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Listings that offer it as it is, in key order.</summary>
    public required IReadOnlyList<CanonicalListingResponse> Listings { get; init; }

    /// <summary>Listings that offer it in another way: free, fast, packed, in a region.</summary>
    public required IReadOnlyList<CanonicalListingResponse> Variants { get; init; }

    /// <summary>The lowest sum of the prices of a million tokens in and a million out, where both are known and above zero; variants do not count.</summary>
    public CanonicalListingResponse? Cheapest { get; init; }

    /// <summary>The largest context that a listing states; variants do not count.</summary>
    public CanonicalListingResponse? LargestContext { get; init; }

    /// <summary>How many of the listings have which pricing status: <c>known</c>, <c>free</c>, <c>subscription</c>, <c>unknown</c>.</summary>
    public required IReadOnlyDictionary<string, int> Pricing { get; init; }

    /// <summary>Limits, prices and capabilities of which listings state different values. Who states none is in none of them.</summary>
    public required IReadOnlyList<ListingDifferenceResponse> Differences { get; init; }

    /// <summary>Other names, and who says so.</summary>
    public required IReadOnlyList<ModelAliasResponse> Aliases { get; init; }

    /// <summary>Dated snapshots of it, or what it is a snapshot of.</summary>
    public required IReadOnlyList<CanonicalEdgeResponse> Snapshots { get; init; }

    /// <summary>Names that point to it or once did, with the times; null where there is none.</summary>
    public IReadOnlyList<PointerResponse>? Pointers { get; init; }

    /// <summary>Listings that may be this model, where no rule is sure: for a person to decide; null where there is none.</summary>
    public IReadOnlyList<IdentitySuggestionResponse>? Suggestions { get; init; }

    /// <summary>Weights that are stated to be its own: names on Hugging Face.</summary>
    public required IReadOnlyList<string> Weights { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>A listing that is a canonical model, and why.</summary>
public sealed record CanonicalListingResponse
{
    /// <summary><c>provider/native-id</c>.</summary>
    public required string Key { get; init; }

    /// <summary><c>same</c>, <c>variant</c>, <c>snapshot</c>, <c>latest</c> or <c>alias</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>listed</c> or <c>missing</c>.</summary>
    public required string Availability { get; init; }

    /// <summary>Whether a connection of this service may call it.</summary>
    public bool Mine { get; init; }

    /// <summary><c>known</c>, <c>free</c>, <c>subscription</c> or <c>unknown</c>.</summary>
    public required string PricingStatus { get; init; }

    /// <summary>US dollars for a million tokens in.</summary>
    public decimal? Input { get; init; }

    /// <summary>US dollars for a million tokens out.</summary>
    public decimal? Output { get; init; }

    /// <summary>Tokens, input and output together.</summary>
    public long? Context { get; init; }

    /// <summary>How it is offered.</summary>
    public IReadOnlyList<NameVariantResponse>? Variants { get; init; }

    /// <summary>The rules that say that it is this model.</summary>
    public required IReadOnlyList<IdentityReasonResponse> Why { get; init; }
}

/// <summary>A field of which listings of one model state different values.</summary>
public sealed record ListingDifferenceResponse
{
    /// <summary>Dotted path.</summary>
    public required string Field { get; init; }

    /// <summary>The values, most listings first.</summary>
    public required IReadOnlyList<ListingValueResponse> Values { get; init; }
}

/// <summary>A value, and which listings state it.</summary>
public sealed record ListingValueResponse
{
    /// <summary>The value.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Keys.</summary>
    public required IReadOnlyList<string> Keys { get; init; }
}

/// <summary>Another name of a model.</summary>
public sealed record ModelAliasResponse
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The rules, or the source's own field, that say so.</summary>
    public required IReadOnlyList<IdentityReasonResponse> Why { get; init; }
}

/// <summary>What a canonical model is to another.</summary>
public sealed record CanonicalEdgeResponse
{
    /// <summary>The other's id.</summary>
    public required string Id { get; init; }

    /// <summary><c>snapshot</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why.</summary>
    public required IdentityReasonResponse Why { get; init; }
}
