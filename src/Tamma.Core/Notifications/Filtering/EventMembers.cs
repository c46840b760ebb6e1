using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;
using Tamma.Events;
using Tamma.Providers.Health;

namespace Tamma.Notifications.Filtering;

/// <summary>What an event of one kind says in members of its own.</summary>
internal static class EventMembers
{
    /// <summary>Days from the event to the end that it tells of, below zero where that has passed; null where it tells of none.</summary>
    public static decimal? DaysLeft(EventRow row) => row.Envelope.Event is { Type: EventTypes.RetirementNear } near
        ? Member(near, "days") is { ValueKind: JsonValueKind.Number } days && days.TryGetDecimal(out var left) ? left : null
        : row.ChangeOf("shutdown_date") is { New: { IsText: true } day } && PartialDate.Read(day.AsText()) is { } end
            ? end.Last.DayNumber - DateOnly.FromDateTime(row.Envelope.Event.OccurredAt.UtcDateTime).DayNumber
            : null;

    /// <summary>How a connection fares now; null where the event says nothing of that.</summary>
    public static string? ProviderStatus(EventRow row) => row.Envelope.Event is { Type: EventTypes.ProviderStatusChanged } changed && Member(changed, "new") is { ValueKind: JsonValueKind.String } now ? now.GetString() : null;

    public static string[] ProviderStatuses { get; } = [.. Enum.GetValues<HealthStatus>().Select(HealthWords.Of)];

    private static JsonElement? Member(EventDraft happening, string name)
    {
        try
        {
            using var data = JsonDocument.Parse(happening.Data);
            return data.RootElement.ValueKind is JsonValueKind.Object && data.RootElement.TryGetProperty(name, out var member) ? member.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
