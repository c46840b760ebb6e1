using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>
/// Applies the removal guard to an answer: which providers' rows stay as they are until a rule or a person closes the review, and
/// which losses count now. Pure.
/// </summary>
internal static class HeldRemovals
{
    public static Outcome Apply(IReadOnlyCollection<Claim> current, IReadOnlyCollection<Claim> listed, IReadOnlyCollection<Review> binding, ReviewDraft draft)
    {
        var findings = RemovalGuard.Check(current, listed);
        var changed = ImmutableArray.CreateBuilder<Review>();
        var holding = ImmutableArray.CreateBuilder<Review>();
        var believed = ImmutableArray.CreateBuilder<Review>();
        HashSet<Guid> seen = [];
        foreach (var finding in findings)
        {
            var known = Known(finding, binding);
            if (known is not null)
            {
                seen.Add(known.Id);
            }

            var review = known switch
            {
                null => draft.For(finding),
                { State: ReviewState.Open } => draft.Seen(
                    known with { Models = finding.Lost, Fingerprint = finding.Fingerprint, Sentence = finding.Sentence + " Nothing was removed." },
                    confirming: null,
                    listsNothing: listed.All(claim => claim.Key.IsProvider)),
                _ => known,
            };
            if (review != known)
            {
                changed.Add(review);
            }

            (review.State is ReviewState.Accepted ? believed : holding).Add(review);
        }

        // The answer is whole again, so what it once seemed to take away is no longer proposed.
        changed.AddRange(
            from review in binding
            where review is { IsRemoval: true, State: ReviewState.Open } && !seen.Contains(review.Id)
            select Withdrawn(review, draft.Now));
        return new(changed.DrainToImmutable(), holding.DrainToImmutable(), believed.DrainToImmutable());
    }

    public static Review Withdrawn(Review review, DateTimeOffset now) =>
        review with { State = ReviewState.Withdrawn, ClosedAt = now, Reason = "The models are listed again." };

    /// <summary>An open review is the same while most of its models are still gone: real lists move in the meantime. A closed one only for exactly its models.</summary>
    private static Review? Known(RemovalGuard.Finding finding, IReadOnlyCollection<Review> binding) =>
        binding.FirstOrDefault(review => IsOf(review, finding) && review.State is ReviewState.Open && review.Models.Intersect(finding.Lost).Count() * 2 > review.Models.Length)
        ?? binding.FirstOrDefault(review => IsOf(review, finding) && review.State is not ReviewState.Open && review.Fingerprint == finding.Fingerprint);

    private static bool IsOf(Review review, RemovalGuard.Finding finding) => review.Kind == finding.Kind && review.Provider == finding.Provider;

    /// <param name="Reviews">New, seen again, closed and withdrawn ones.</param>
    /// <param name="Holding">Those whose models stay.</param>
    /// <param name="Believed">Those whose models go from here on the way of any other: missing, then removed.</param>
    internal sealed record Outcome(ImmutableArray<Review> Reviews, ImmutableArray<Review> Holding, ImmutableArray<Review> Believed)
    {
        /// <summary>Whether a claim stays as it is, whatever this answer says.</summary>
        public bool Holds(Claim claim) => Holding.Any(review => review.Provider == claim.Key.Provider || review.Kind is ReviewKind.SourceShrank);

        /// <summary>A model that was gone all the time while its review was open has been missing since then.</summary>
        public Claim SinceItWasSeen(Claim claim) =>
            claim.MissingSince is not null && Believed.FirstOrDefault(review => review.Models.Contains(claim.Key)) is { } review
                ? claim with { MissingSince = review.OpenedAt, MissingRuns = review.Sightings }
                : claim;
    }
}
