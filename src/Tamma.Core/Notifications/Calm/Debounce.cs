using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>
/// Finds what undid itself in a window: values that are again what they were at its start, models that came and went or went and came
/// back, connections that are well again. Only what has no effect together is left out together: fields that an event changes at once
/// stay or go at once.
/// </summary>
internal static class Debounce
{
    private const string Availability = " availability";

    private enum Presence
    {
        Unknown,
        Absent,
        Listed,
        Missing,
    }

    /// <returns>Places in <paramref name="window"/> of events that are to be left out.</returns>
    public static ImmutableHashSet<int> Of(ImmutableArray<EventEnvelope> window, Func<EventDraft, bool> isUrgent)
    {
        var undone = ImmutableHashSet.CreateBuilder<int>();
        var steps = window.Select((told, place) => Step.Of(told.Event, place)).OfType<Step>();
        foreach (var subject in steps.GroupBy(step => step.Subject, StringComparer.Ordinal))
        {
            // One event alone is a change.
            var all = subject.ToList();
            if (all.Count > 1)
            {
                foreach (var together in Together(all).Where(together => !together.Exists(step => isUrgent(window[step.Place].Event)) && IsUndone(together)))
                {
                    undone.UnionWith(together.Select(step => step.Place));
                }
            }
        }

        return undone.ToImmutable();
    }

    /// <summary>Steps that share a field, directly or through others. One that adds or removes its subject shares all of them.</summary>
    private static IEnumerable<List<Step>> Together(List<Step> steps)
    {
        if (steps.Exists(step => step.Before is Presence.Absent || step.After is Presence.Absent))
        {
            return [steps];
        }

        List<(HashSet<string> Fields, List<Step> Steps)> parts = [];
        foreach (var step in steps)
        {
            var fields = step.Changes.Select(change => change.Field).ToHashSet(StringComparer.Ordinal);
            if (step.IsOfPresence)
            {
                fields.Add(Availability);
            }

            var shared = parts.Where(part => part.Fields.Overlaps(fields)).ToList();
            parts.RemoveAll(shared.Contains);
            parts.Add(([.. shared.SelectMany(part => part.Fields), .. fields], [.. shared.SelectMany(part => part.Steps), step]));
        }

        return parts.Select(part => part.Steps.OrderBy(step => step.Place).ToList());
    }

    private static bool IsUndone(List<Step> steps)
    {
        var presence = steps.Where(step => step.IsOfPresence).ToList();
        if (presence is [var first, ..] && (first.Before is Presence.Unknown || first.Before != presence[^1].After))
        {
            return false;
        }

        // Its values before it came and after it went are nothing.
        if (presence is [{ Before: Presence.Absent }, ..])
        {
            return ReferenceEquals(presence[0], steps[0]) && ReferenceEquals(presence[^1], steps[^1]);
        }

        // Gone and here again it may have other values, which no event compares.
        return !presence.Exists(step => step.After is Presence.Absent)
            && steps.SelectMany(step => step.Changes).GroupBy(change => change.Field, StringComparer.Ordinal).All(field => field.First().Old == field.Last().New);
    }

    /// <summary>What an event does to its subject.</summary>
    private sealed record Step(int Place, string Subject, ImmutableArray<StatedChange> Changes, Presence Before, Presence After)
    {
        public bool IsOfPresence { get; init; }

        /// <returns>Null where the event is no step, or none that could be undone.</returns>
        public static Step? Of(EventDraft happening, int place)
        {
            var changes = StatedChange.Of(happening);
            var subject = $"{happening.Provider}/{happening.ModelId}";
            return happening.Type switch
            {
                EventTypes.ModelUpdated or EventTypes.ProviderChanged when !changes.IsEmpty => new(place, subject, changes, default, default),
                EventTypes.ModelAdded or EventTypes.ProviderAdded => Present(Presence.Absent, Presence.Listed),
                EventTypes.ModelMissing or EventTypes.ProviderMissing => Present(Presence.Listed, Presence.Missing),
                EventTypes.ModelReturned or EventTypes.ProviderReturned => Present(Presence.Missing, Presence.Listed),
                EventTypes.ModelRemoved or EventTypes.ProviderRemoved => Present(Presence.Unknown, Presence.Absent),
                EventTypes.ProviderStatusChanged => Status(happening, place),
                _ => null,
            };

            Step Present(Presence before, Presence after) => new(place, subject, changes, before, after) { IsOfPresence = true };
        }

        private static Step? Status(EventDraft happening, int place)
        {
            try
            {
                using var data = JsonDocument.Parse(happening.Data);
                return data.RootElement.TryGetProperty("old", out var old) && data.RootElement.TryGetProperty("new", out var now)
                    ? new(place, $"connection {happening.Connection}", [new("status", old.GetRawText(), now.GetRawText())], default, default)
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
