using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>Reviews → the events that tell of their opening and closing. A sighting is no event.</summary>
internal static class ReviewEvents
{
    public static ImmutableArray<EventDraft> Describe(IEnumerable<Review> reviews, Func<Review, bool> isNew, DateTimeOffset now) =>
    [
        .. from review in reviews
           let opened = isNew(review)
           where opened || review.ClosedAt == now
           select Describe(review, opened ? EventTypes.ReviewOpened : EventTypes.ReviewClosed, now),
    ];

    private static EventDraft Describe(Review review, string type, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("review", review.Id);
            writer.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(review.Kind.ToString()));
            writer.WriteString("state", JsonNamingPolicy.SnakeCaseLower.ConvertName(review.State.ToString()));
            writer.WriteString("sentence", review.Sentence);
            if (review.Field is { } path)
            {
                writer.WriteString("field", path);
            }

            if (review.Parts.Length + review.Models.Length is > 0 and var parts)
            {
                writer.WriteNumber("parts", parts);
            }

            if (review.ClosedBy is { } who)
            {
                writer.WriteString("closed_by", who);
            }

            if (review.Reason is { } reason)
            {
                writer.WriteString("reason", reason);
            }

            writer.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = type,
            OccurredAt = now,
            Provider = review.Provider,
            ModelId = review.Model?.Id,
            Connection = review.Source.ConnectionId,
            RunId = review.RunId,
            Actor = review.IsClosedByRule ? null : review.ClosedBy,
            Cause = review.ClosedBy is null || review.IsClosedByRule ? Cause.Provider : Cause.Operator,
            Data = buffer.WrittenMemory,
        };
    }
}
