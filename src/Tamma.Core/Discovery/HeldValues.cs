using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>
/// Applies the noise guard to an answer. What the API that bills says is applied and flagged; what a third party says is held:
/// the claim keeps the last trusted value until the review is closed. Pure.
/// </summary>
internal static class HeldValues
{
    /// <param name="binding">The source's open and rejected reviews; an accepted one was applied when it was accepted.</param>
    public static Outcome Apply(Source source, IReadOnlyCollection<Claim> current, ImmutableArray<Claim> listed, IReadOnlyCollection<Review> binding, ReviewDraft draft)
    {
        var byKey = current.ToDictionary(claim => claim.Key);
        var known = binding.Where(review => review.Field is not null)
            .GroupBy(review => review.Fingerprint, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(review => review.OpenedAt).First(), StringComparer.Ordinal);
        var claims = listed.ToBuilder();
        List<Review> reviews = [];
        HashSet<Guid> seen = [];

        for (var i = 0; i < claims.Count; i++)
        {
            if (!byKey.TryGetValue(claims[i].Key, out var old))
            {
                continue;
            }

            foreach (var finding in NoiseGuard.Check(old, claims[i]))
            {
                var bills = source.Bills && claims[i].Kind is ClaimKind.Offer;
                var review = known.GetValueOrDefault(finding.Fingerprint);
                if (bills)
                {
                    reviews.Add(draft.For(finding, ReviewState.Flagged));
                }
                else if (review is null)
                {
                    reviews.Add(draft.For(finding, ReviewState.Open));
                    claims[i] = Hold(claims[i], finding.Field, finding.Old);
                }
                else
                {
                    seen.Add(review.Id);
                    claims[i] = Hold(claims[i], finding.Field, finding.Old);
                    if (review.State is ReviewState.Open)
                    {
                        reviews.Add(review with { LastSeenAt = draft.Now, Sightings = review.Sightings + 1 });
                    }
                }
            }
        }

        reviews.AddRange(
            from review in known.Values
            where review.State is ReviewState.Open && !seen.Contains(review.Id)
            select review with { State = ReviewState.Withdrawn, ClosedAt = draft.Now, Reason = "The source no longer says so." });
        return new(claims.DrainToImmutable(), [.. reviews]);
    }

    /// <summary>The claim with the last trusted value of a field.</summary>
    public static Claim Hold(Claim claim, Field field, FieldValue? value) => claim with
    {
        Values = new FieldSet.Builder().AddRange(claim.Values.Where(pair => pair.Key != field)).SetKnown(field, value).Build(),
    };

    /// <param name="Claims">The answer, with held values put back.</param>
    /// <param name="Reviews">New, seen again, and withdrawn ones.</param>
    internal sealed record Outcome(ImmutableArray<Claim> Claims, ImmutableArray<Review> Reviews);
}
