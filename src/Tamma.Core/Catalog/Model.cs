using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>
/// What a provider has under a name, resolved from all claims, at one version. Immutable. The same shape, under an empty id,
/// is the provider's own row, so that it is claimed, versioned and compared by the same code.
/// </summary>
public sealed record Model
{
    public required ModelKey Key { get; init; }

    public required Availability Availability { get; init; }

    public required FieldSet Values { get; init; }

    /// <summary>One for each of <see cref="Values"/>, in its order.</summary>
    public required ImmutableArray<Origin> Origins { get; init; }

    /// <summary>Sorted by connection. Empty for a reference row: known from public claims only.</summary>
    public ImmutableArray<Offer> Offers { get; init; } = [];

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset? MissingSince { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Counts from 1 for each key and goes on after a removal.</summary>
    public int Version { get; init; }

    /// <summary>Of the event that made this version; given by the store.</summary>
    public long Position { get; init; }

    /// <summary>When this version came to be: the time of its commit, given by the store.</summary>
    public DateTimeOffset Since { get; init; }

    public bool IsReference => Offers.IsEmpty;

    public Origin? OriginOf(Field field) => Values.IndexOf(field) is >= 0 and var index ? Origins[index] : null;
}

public enum Availability
{
    Listed,

    /// <summary>A complete answer no longer lists it; still shown, out of recommendations.</summary>
    Missing,
    Removed,
}
