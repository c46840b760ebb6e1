using Tamma.Client;
using Tamma.Discovery;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>A review → the review on the wire.</summary>
internal static class ReviewProjection
{
    public static ReviewResponse Project(Review review) => new()
    {
        Id = review.Id,
        Kind = Words.Of(review.Kind),
        State = Words.Of(review.State),
        Source = review.Source.Name,
        Provider = review.Provider,
        Model = review.Model?.ToString(),
        Field = review.Field,
        Old = FieldReader.ToJson(review.Old),
        Proposed = FieldReader.ToJson(review.Proposed),
        Parts = [.. review.Parts.Select(Project)],
        Models = [.. review.Models.Select(key => key.ToString())],
        Sentence = review.Sentence,
        OpenedAt = review.OpenedAt,
        LastSeenAt = review.LastSeenAt,
        Sightings = review.Sightings,
        ClosedAt = review.ClosedAt,
        ClosedBy = review.ClosedBy,
        Reason = review.Reason,
        Run = review.RunId,
    };

    private static ReviewPartResponse Project(ReviewPart part) => new()
    {
        Model = part.Model.ToString(),
        Field = part.Field,
        Old = FieldReader.ToJson(part.Old),
        Proposed = FieldReader.ToJson(part.Proposed),
        Kind = part.Kind is { } kind ? Words.Of(kind) : null,
        Returns = part.Returns,
    };
}
