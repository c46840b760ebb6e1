using System.Buffers;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>
/// Which ends of models are near enough to be told now. Pure. Only models that can be had with the caller's connections are told of:
/// the end of a row that is known from public claims alone concerns nobody here.
/// </summary>
public static class RetirementNotices
{
    /// <summary>Days before the end, nearest first; 0 is the day itself, and every day after it while the model is still offered.</summary>
    private static readonly int[] s_thresholds = [0, 7, 30, 60, 90];

    public static IReadOnlyList<(RetirementNotice Notice, EventDraft Event)> Due(CatalogSnapshot snapshot, IReadOnlySet<RetirementNotice> told, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        List<(RetirementNotice, EventDraft)> due = [];
        foreach (var model in snapshot.Models)
        {
            if (model.Availability is Availability.Removed || !ModelLifecycle.HasEnd(model) || !snapshot.IsMine(model)
                || ModelLifecycle.Of(model, now) is not { RetiresOn: { } end } life || Nearest(end, today) is not { } days)
            {
                continue;
            }

            var notice = new RetirementNotice(model.Key, end.Text, days);
            if (!told.Contains(notice))
            {
                due.Add((notice, Describe(model, life, end, days, snapshot, now)));
            }
        }

        return due;
    }

    /// <summary>Of several thresholds that are crossed only the nearest is told: an end that is learned 20 days before it is told as 30.</summary>
    private static int? Nearest(PartialDate end, DateOnly today)
    {
        foreach (var days in s_thresholds)
        {
            if (end.Last.DayNumber - today.DayNumber <= days)
            {
                return days;
            }
        }

        return null;
    }

    private static EventDraft Describe(Model model, ModelLifecycle life, PartialDate end, int threshold, CatalogSnapshot snapshot, DateTimeOffset now)
    {
        var source = life.EndOrigin is { } origin ? snapshot.SourceOf(origin) : (SourceId?)null;
        var days = end.Last.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        var replacement = Succession.Of(model, snapshot, now);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("date", end.Text);
            writer.WriteString("retires_by", PartialDate.OfDay(end.Last).Text);
            writer.WriteNumber("days", days);
            writer.WriteNumber("threshold", threshold);
            if (source is { } stated)
            {
                writer.WriteString("source", stated.Name);
            }

            if (replacement is not null)
            {
                writer.WriteStartObject("replacement");
                writer.WriteString("key", replacement.Key);
                writer.WriteString("by", JsonNamingPolicy.SnakeCaseLower.ConvertName(replacement.By.ToString()));
                writer.WriteEndObject();
            }

            writer.WriteString("sentence", Sentence(end, days, replacement));
            writer.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = EventTypes.RetirementNear,
            OccurredAt = now,
            Provider = model.Key.Provider,
            ModelId = model.Key.Id,
            Connection = source?.ConnectionId,
            Cause = source == SourceId.Overrides ? Cause.Operator : Cause.Provider,
            Data = buffer.WrittenMemory,
        };
    }

    private static string Sentence(PartialDate end, int days, Replacement? replacement)
    {
        var when = days switch
        {
            < 0 => $"should have retired on {end}, {(days is -1 ? "yesterday" : $"{-days} days ago")}, and is still listed",
            0 => $"retires today, {end}",
            1 => $"retires tomorrow, {end}",
            _ => end.First == end.Last ? $"retires on {end}, in {days} days" : $"retires in {end}, in {days} days at the latest",
        };
        return replacement switch
        {
            null => $"{when}; successor: not stated",
            { By: ReplacementBy.Suggested } => $"{when}; successor: not stated ({replacement.Key} is newer and of the same family)",
            _ => $"{when}; successor: {replacement.Key}",
        };
    }
}
