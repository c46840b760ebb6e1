using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>What one source says of one model now. Earlier claims stay in the store with the time in which they stood.</summary>
public sealed record Claim
{
    public required SourceId Source { get; init; }

    public required ModelKey Key { get; init; }

    public required ClaimKind Kind { get; init; }

    /// <summary>What the source itself calls it.</summary>
    public required string SourceRef { get; init; }

    public required FieldSet Values { get; init; }

    /// <summary>For an offer: may this account call it?</summary>
    public Access Access { get; init; } = Access.Unverified;

    /// <summary>Why it may not be called, in the provider's words.</summary>
    public string? AccessReason { get; init; }

    /// <summary>When <see cref="Access"/> was last found by a call; null when only the list says so.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Where in the raw document this was read.</summary>
    public DocumentSlice? Slice { get; init; }

    /// <summary>When this source first named this model.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Since when the source's complete answers no longer list it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>In how many complete answers in a row it was missing.</summary>
    public int MissingRuns { get; init; }

    /// <summary>Whether another claim says the same; where it was read and how often it was missing do not count.</summary>
    public bool SaysTheSame(Claim other) =>
        Kind == other.Kind && Access == other.Access && AccessReason == other.AccessReason && VerifiedAt == other.VerifiedAt && SourceRef == other.SourceRef
        && MissingSince.HasValue == other.MissingSince.HasValue && Values.Equals(other.Values);
}

public enum ClaimKind
{
    /// <summary>A public statement about a model.</summary>
    Reference,

    /// <summary>The provider's own list, as this account sees it: the model can be had through this connection.</summary>
    Offer,
}

/// <summary>May a model be called through a connection?</summary>
public enum Access
{
    /// <summary>Listed; nobody has tried.</summary>
    Unverified,
    Callable,
    Refused,

    /// <summary>The connection has no credential any more.</summary>
    NoCredential,

    /// <summary>The connection is switched off. Said of offers that are read, and never kept.</summary>
    Disabled,
}

/// <summary>A part of a kept document, by its hash and the bytes in it, counted after redaction.</summary>
public readonly record struct DocumentSlice(DocumentHash Document, int Offset, int Length);
