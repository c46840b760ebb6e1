using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>A model through a connection, with the limits and prices that hold for this account.</summary>
public sealed record Offer
{
    public required string Connection { get; init; }

    public required Access Access { get; init; }

    /// <summary>Why it may not be called, in the provider's words.</summary>
    public string? AccessReason { get; init; }

    /// <summary>When a call last showed whether it may be called; null when none did.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Limits and prices as the connection's own list states them.</summary>
    public required FieldSet Terms { get; init; }

    /// <summary>Since when the connection no longer lists it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    public bool Equals(Offer? other) =>
        other is not null && Connection == other.Connection && Access == other.Access && AccessReason == other.AccessReason && VerifiedAt == other.VerifiedAt && MissingSince == other.MissingSince && Terms.Equals(other.Terms);

    public override int GetHashCode() => HashCode.Combine(Connection, Access, MissingSince);
}
