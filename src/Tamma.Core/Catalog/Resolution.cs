using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>Claims of all sources + policy → one row with the origin of each value. Pure, and independent of the order of the claims.</summary>
public static class Resolution
{
    /// <returns>The row as it would stand now, or null when nobody claims it any more. Version, position and time are not its business.</returns>
    public static Model? Resolve(
        ModelKey key,
        IReadOnlyCollection<Claim> claims,
        Model? before,
        ResolutionPolicy policy,
        SourceTable sources,
        DateTimeOffset now)
    {
        // The operator's word is about a model; it does not make one.
        if (claims.All(claim => claim.Source == SourceId.Overrides))
        {
            return null;
        }

        var ranked = claims.Count == 1 ? claims.ToArray() : [.. claims.OrderBy(claim => claim.Source).ThenBy(claim => claim.Kind)];
        var (values, origins) = ranked.Length == 1 ? Take(ranked[0], before, policy, sources, now) : Merge(ranked, before, policy, sources, now);
        var offers = Offers(ranked);
        var missing = MissingSince(ranked);

        return new Model
        {
            Key = key,
            Availability = missing is null ? Availability.Listed : Availability.Missing,
            MissingSince = missing,
            Values = values,
            Origins = origins,
            Offers = offers,
            FirstSeen = ranked.Min(claim => claim.FirstSeen),
        };
    }

    private static (FieldSet Values, ImmutableArray<Origin> Origins) Take(Claim claim, Model? before, ResolutionPolicy policy, SourceTable sources, DateTimeOffset now)
    {
        var origins = new Origin[claim.Values.Count];
        var source = sources.IndexOf(claim.Source);
        var confidence = policy.Confidence[ResolutionPolicy.StandingOf(claim)];
        var today = Origin.DayOf(now);
        for (var i = 0; i < origins.Length; i++)
        {
            origins[i] = new(source, Since(claim.Values.Fields[i], claim.Values.Values[i], source, before, today), confidence, Disputed: false);
        }

        return (claim.Values, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(origins));
    }

    private static (FieldSet Values, ImmutableArray<Origin> Origins) Merge(Claim[] ranked, Model? before, ResolutionPolicy policy, SourceTable sources, DateTimeOffset now)
    {
        var today = Origin.DayOf(now);
        SortedDictionary<Field, (FieldValue Value, Claim Winner)> best = [];
        foreach (var claim in ranked)
        {
            var standing = ResolutionPolicy.StandingOf(claim);
            for (var i = 0; i < claim.Values.Count; i++)
            {
                var field = claim.Values.Fields[i];
                if (!best.TryGetValue(field, out var held)
                    || policy.Rank(field.Group, standing) < policy.Rank(field.Group, ResolutionPolicy.StandingOf(held.Winner)))
                {
                    best[field] = (claim.Values.Values[i], claim);
                }
            }
        }

        var builder = new FieldSet.Builder();
        var origins = ImmutableArray.CreateBuilder<Origin>(best.Count);
        foreach (var (field, (value, winner)) in best)
        {
            builder.Set(field, value);
            var source = sources.IndexOf(winner.Source);
            origins.Add(new(
                source,
                Since(field, value, source, before, today),
                policy.Confidence[ResolutionPolicy.StandingOf(winner)],
                IsDisputed(ranked, field, value, winner, sources)));
        }

        return (builder.Build(), origins.MoveToImmutable());
    }

    /// <summary>A value keeps its date while the same source goes on saying the same.</summary>
    private static int Since(Field field, FieldValue value, byte source, Model? before, int today) =>
        before is not null && before.Values.IndexOf(field) is >= 0 and var index && before.Origins[index].Source == source && before.Values.Values[index] == value
            ? before.Origins[index].SinceDay
            : today;

    private static bool IsDisputed(Claim[] claims, Field field, FieldValue value, Claim winner, SourceTable sources)
    {
        foreach (var claim in claims)
        {
            if (!ReferenceEquals(claim, winner) && claim.Values.TryGet(field, out var other) && other != value && !sources.AreOneVoice(claim.Source, winner.Source))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<Offer> Offers(Claim[] claims) =>
    [
        .. claims.Where(claim => claim.Kind is ClaimKind.Offer && !claim.Key.IsProvider && claim.Source.ConnectionId is not null)
            .Select(claim => new Offer
            {
                Connection = claim.Source.ConnectionId!,
                Access = claim.Access,
                AccessReason = claim.AccessReason,
                VerifiedAt = claim.VerifiedAt,
                MissingSince = claim.MissingSince,
                Terms = claim.Values.Where(field => field.Group is FieldGroup.Limit or FieldGroup.Price),
            })
            .OrderBy(offer => offer.Connection, StringComparer.Ordinal),
    ];

    /// <summary>Where an account's own list speaks of a model, it alone decides whether the model is there (architecture §9.4).</summary>
    private static DateTimeOffset? MissingSince(Claim[] claims)
    {
        var decisive = claims.Any(claim => claim.Kind is ClaimKind.Offer) ? claims.Where(claim => claim.Kind is ClaimKind.Offer) : claims.Where(claim => claim.Source != SourceId.Overrides);
        DateTimeOffset? last = null;
        foreach (var claim in decisive)
        {
            if (claim.MissingSince is not { } since)
            {
                return null;
            }

            last = last is null || since > last ? since : last;
        }

        return last;
    }
}
