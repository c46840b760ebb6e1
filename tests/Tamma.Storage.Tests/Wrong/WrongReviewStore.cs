using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of reviews behind one fault.</summary>
internal sealed class WrongReviewStore(IReviewStore inner, RecordFault fault) : IReviewStore
{
    public async Task<long> SaveAsync(IReadOnlyList<Review> reviews, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        if (fault is RecordFault.KeepsTheFirstState && reviews is [var review] && await inner.GetAsync(review.Id, cancellationToken) is not null)
        {
            reviews = [];
        }

        return await inner.SaveAsync([.. reviews.Select(Spoil)], fault is RecordFault.LosesEvents ? [.. events.Take(1)] : events, cancellationToken);
    }

    public Task<Review?> GetAsync(Guid id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public async Task<IReadOnlyList<Review>> ReadAsync(ReviewFilter filter, int limit, CancellationToken cancellationToken)
    {
        filter = fault switch
        {
            RecordFault.IgnoresTheState => filter with { State = null },
            RecordFault.IgnoresTheKind => filter with { Kind = null },
            _ => filter,
        };
        var reviews = await inner.ReadAsync(filter, limit, cancellationToken);
        return fault is RecordFault.OldestFirst ? [.. reviews.Reverse()] : reviews;
    }

    public async Task<IReadOnlyList<Review>> ReadBindingAsync(SourceId source, DateTimeOffset acceptedSince, CancellationToken cancellationToken)
    {
        var binding = await inner.ReadBindingAsync(source, fault is RecordFault.BindsForEver ? DateTimeOffset.MinValue : acceptedSince, cancellationToken);
        return fault switch
        {
            RecordFault.OnlyOpenOnesBind => [.. binding.Where(review => review.State is ReviewState.Open)],
            RecordFault.FlaggedOnesBind => [.. binding, .. await inner.ReadAsync(new ReviewFilter { State = ReviewState.Flagged }, 9, cancellationToken)],
            RecordFault.IgnoresTheSource => await inner.ReadAsync(new ReviewFilter(), 9, cancellationToken),
            _ => binding,
        };
    }

    private Review Spoil(Review review) => fault switch
    {
        RecordFault.RoundsValues => review with { Old = Rounded(review.Old), Proposed = Rounded(review.Proposed) },
        RecordFault.LosesParts => review with { Parts = [] },
        RecordFault.MixesTypes => review with { Old = review.Old is { } old ? FieldValue.Text(old.ToString()) : null },
        _ => review,
    };

    private static FieldValue? Rounded(FieldValue? value) =>
        value is { IsNumber: true } number ? FieldValue.Number(decimal.Round(number.AsNumber(), 6)) : value;
}
