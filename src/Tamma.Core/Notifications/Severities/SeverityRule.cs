using Tamma.Events;
using Tamma.Filters;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Severities;

/// <summary>Which events matter how much, and why.</summary>
/// <param name="Name">Letters, digits and <c>_</c>.</param>
/// <param name="When">Asked of the event as it stands, before it is in the log: no default type and no default cause is understood.</param>
/// <param name="Reason">For people, a sentence.</param>
public sealed record SeverityRule(string Name, EventFilter When, Severity Severity, string Reason)
{
    /// <summary>A rule's condition, or what is wrong with it and what to write.</summary>
    public static (EventFilter? When, string? Wrong) ReadCondition(string text)
    {
        var parse = EventFilter.ParseExactly(text);
        return parse.Error is { } error ? (null, $"is no filter of events: {error.Message} (at character {error.Position + 1} of '{text}')")
            : parse.Filter!.Whole.Leaves.Select(leaf => leaf.Subject).OfType<FilterField>().FirstOrDefault(IsOfTheLog) is { } field ? (null, $"asks for {field.Name}, which an event has only when the rules have been asked; leave it out")
            : string.IsNullOrWhiteSpace(text) ? (null, "is empty and would be true of every event; write a filter, such as: provider = openai and type = model_removed")
            : (parse.Filter, null);
    }

    private static bool IsOfTheLog(FilterField field) => field == EventFields.Severity || field == EventFields.Position;
}
