using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>Claims of all sources + policy → one row with the origin of each value. Pure, and independent of the order of the claims.</summary>
public static class Resolution
{
    /// <summary>Counts up when the same claims and policy give other rows than before, so that a record of an earlier version is resolved again.</summary>
    public const int Revision = 2;

    private static readonly Func<Field, bool> s_isTerm = static field => field.Group is FieldGroup.Limit or FieldGroup.Price;

    /// <returns>The row as it would stand now, or null when nobody claims it any more. Version, position and time are not its business.</returns>
    public static Model? Resolve(
        ModelKey key,
        IReadOnlyCollection<Claim> claims,
        Model? before,
        ResolutionPolicy policy,
        SourceTable sources,
        DateTimeOffset now)
    {
        if (claims.Count == 0)
        {
            return null;
        }

        var speakers = Speaker.Order(claims, sources);
        var (values, origins) = FieldMerge.Merge(speakers, before, policy, sources, Origin.DayOf(now));
        var (missing, firstSeen) = Presence(speakers);
        return new Model
        {
            Key = key,
            Availability = missing is null ? Availability.Listed : Availability.Missing,
            MissingSince = missing,
            Values = values,
            Origins = origins,
            Offers = Offers(speakers),
            FirstSeen = firstSeen,
        };
    }

    private static ImmutableArray<Offer> Offers(Speaker[] speakers)
    {
        var count = 0;
        foreach (var speaker in speakers)
        {
            count += IsOffer(speaker.Claim) ? 1 : 0;
        }

        if (count == 0)
        {
            return [];
        }

        // Speakers stand in the order of their sources, and so do the connections in these.
        var offers = new Offer[count];
        var next = 0;
        foreach (var speaker in speakers)
        {
            var claim = speaker.Claim;
            if (IsOffer(claim))
            {
                offers[next++] = new()
                {
                    Connection = claim.Source.ConnectionId!,
                    Access = claim.Access,
                    AccessReason = claim.AccessReason,
                    VerifiedAt = claim.VerifiedAt,
                    MissingSince = claim.MissingSince,
                    Terms = claim.Values.Where(s_isTerm),
                };
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(offers);
    }

    private static bool IsOffer(Claim claim) => claim.Kind is ClaimKind.Offer && !claim.Key.IsProvider && claim.Source.ConnectionId is not null;

    /// <summary>Where an account's own list speaks of a model, it alone decides whether the model is there (architecture §9.4).</summary>
    private static (DateTimeOffset? MissingSince, DateTimeOffset FirstSeen) Presence(Speaker[] speakers)
    {
        var firstSeen = speakers[0].Claim.FirstSeen;
        var hasOffer = false;
        foreach (var speaker in speakers)
        {
            firstSeen = speaker.Claim.FirstSeen < firstSeen ? speaker.Claim.FirstSeen : firstSeen;
            hasOffer |= speaker.Claim.Kind is ClaimKind.Offer;
        }

        DateTimeOffset? last = null;
        foreach (var speaker in speakers)
        {
            if (hasOffer && speaker.Claim.Kind is not ClaimKind.Offer)
            {
                continue;
            }

            if (speaker.Claim.MissingSince is not { } since)
            {
                return (null, firstSeen);
            }

            last = last is null || since > last ? since : last;
        }

        return (last, firstSeen);
    }
}
