using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>
/// Applies the noise guard to an answer. What the API that bills says is applied and flagged; what a third party says is held:
/// the claim keeps the last trusted value until a rule or a person closes the review. Pure.
/// </summary>
internal static class HeldValues
{
    public static Outcome Apply(Answer answer, ReviewDraft draft)
    {
        var before = answer.Current.ToDictionary(claim => claim.Key);
        var models = answer.Current.Where(claim => !claim.Key.IsProvider).CountBy(claim => claim.Key.Provider).ToDictionary(StringComparer.Ordinal);
        var changes = Changes(answer).ToList();
        var bound = Bound(answer.Binding);
        var ledger = new Ledger(draft, answer.Confirms);

        // What a review is already about is judged by that review alone.
        List<ValueChange> fresh = [];
        Dictionary<Guid, (Review Review, List<ValueChange> Changes)> seen = [];
        foreach (var change in changes)
        {
            if (!Bills(answer.Source, before[change.Key]) && bound.TryGetValue((change.Key, change.Field.Path, change.Now), out var review))
            {
                (seen.TryGetValue(review.Id, out var known) ? known : seen[review.Id] = (review, [])).Changes.Add(change);
            }
            else
            {
                fresh.Add(change);
            }
        }

        foreach (var (review, again) in seen.Values)
        {
            ledger.SeenAgain(review, again);
        }

        foreach (var finding in NoiseGuard.Find(fresh, models, answer.History, draft.Options, answer.LooksForCrowds))
        {
            ledger.Found(finding, bills: finding.Parts.All(part => Bills(answer.Source, before[part.Model])));
        }

        ledger.Withdraw(answer.Binding.Where(review => review is { State: ReviewState.Open, IsRemoval: false } && !seen.ContainsKey(review.Id)));
        return new(ledger.PutBack(answer.Listed), [.. ledger.Reviews]);
    }

    public static IEnumerable<ValueChange> Changes(Answer answer)
    {
        var before = answer.Current.ToDictionary(claim => claim.Key);
        return answer.Listed.SelectMany(claim => before.TryGetValue(claim.Key, out var old) ? ValueChange.Between(old, claim) : []);
    }

    /// <summary>The claim with the last trusted value of a field.</summary>
    public static Claim Hold(Claim claim, Field field, FieldValue? value) => claim with
    {
        Values = new FieldSet.Builder().AddRange(claim.Values.Where(pair => pair.Key != field)).SetKnown(field, value).Build(),
    };

    /// <summary>A reference row of an API that bills is a third party's word.</summary>
    public static bool Bills(Source source, Claim claim) => source.Bills && claim.Kind is ClaimKind.Offer;

    /// <summary>Which review each proposed value belongs to: an open one before a closed one, the newest of several.</summary>
    private static Dictionary<(ModelKey, string, FieldValue?), Review> Bound(IEnumerable<Review> binding)
    {
        Dictionary<(ModelKey, string, FieldValue?), Review> bound = [];
        foreach (var review in binding.Where(review => !review.IsRemoval).OrderBy(review => review.State is ReviewState.Open ? 0 : 1).ThenByDescending(review => review.OpenedAt))
        {
            foreach (var part in review.ReadParts())
            {
                bound.TryAdd((part.Model, part.Field, part.Proposed), review);
            }
        }

        return bound;
    }

    /// <param name="Current">The source's claims as they stand: what is trusted.</param>
    /// <param name="Binding">The source's open, rejected and lately accepted reviews.</param>
    /// <param name="Confirms">An independent source that says the same; null when none does.</param>
    internal sealed record Answer(
        Source Source,
        IReadOnlyCollection<Claim> Current,
        ImmutableArray<Claim> Listed,
        IReadOnlyCollection<Review> Binding,
        ValueHistory History,
        Func<ReviewPart, Confirmation?> Confirms,
        bool LooksForCrowds = true);

    /// <param name="Claims">The answer, with held values put back.</param>
    /// <param name="Reviews">New, seen again, closed and withdrawn ones.</param>
    internal sealed record Outcome(ImmutableArray<Claim> Claims, ImmutableArray<Review> Reviews);

    /// <summary>What is decided while an answer is gone through.</summary>
    private sealed class Ledger(ReviewDraft draft, Func<ReviewPart, Confirmation?> confirms)
    {
        private readonly Dictionary<ModelKey, List<(string Field, FieldValue? Value)>> _held = [];

        public List<Review> Reviews { get; } = [];

        public void SeenAgain(Review review, List<ValueChange> changes)
        {
            if (review.State is ReviewState.Open)
            {
                review = draft.Seen(review, Confirming(review.ReadParts()), listsNothing: false);
                Reviews.Add(review);
            }

            if (review.State is not ReviewState.Accepted)
            {
                Hold(changes.Select(change => (change.Key, change.Field.Path, change.Old)));
            }
        }

        public void Found(NoiseGuard.Finding finding, bool bills)
        {
            var review = draft.For(finding, !bills && finding.Holds ? ReviewState.Open : ReviewState.Flagged, bills);
            if (review.State is ReviewState.Open && (review = draft.Judge(review, Confirming(finding.Parts), listsNothing: false)).State is ReviewState.Open)
            {
                // Where nothing was known, nothing trusted is put aside, unless it is one that comes and goes.
                Hold(finding.Parts.Where(part => part.Old is not null || finding.Kind is ReviewKind.Flap).Select(part => (part.Model, part.Field, part.Old)));
            }

            Reviews.Add(review);
        }

        public void Withdraw(IEnumerable<Review> reviews) => Reviews.AddRange(
            reviews.Select(review => review with { State = ReviewState.Withdrawn, ClosedAt = draft.Now, Reason = "The source no longer says so." }));

        public ImmutableArray<Claim> PutBack(ImmutableArray<Claim> listed) => _held.Count == 0 ? listed :
        [
            .. listed.Select(claim => !_held.TryGetValue(claim.Key, out var held) ? claim
                : held.Aggregate(claim, (kept, value) => HeldValues.Hold(kept, FieldRegistry.For(kept.Key).FindOrExtra(value.Field), value.Value))),
        ];

        private Confirmation? Confirming(IEnumerable<ReviewPart> parts)
        {
            var by = parts.Select(confirms).ToList();
            return by.TrueForAll(one => one is not null) ? by[0]! with { Bills = by.TrueForAll(one => one!.Bills) } : null;
        }

        private void Hold(IEnumerable<(ModelKey Key, string Field, FieldValue? Value)> values)
        {
            foreach (var (key, field, value) in values)
            {
                (_held.TryGetValue(key, out var known) ? known : _held[key] = []).Add((field, value));
            }
        }
    }
}
