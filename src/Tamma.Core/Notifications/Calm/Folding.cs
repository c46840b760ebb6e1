using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>
/// Events → what is told as one. Folds share nothing but their events, so those of some folds and single events, folded again, are the
/// same: a message needs to keep no more than positions.
/// </summary>
public static class Folding
{
    /// <summary>So many alike are told as one. A fold of up to twelve states all its parts, so little is lost by a low bound; docs/noise.md has what it saves.</summary>
    public const int Least = 5;

    /// <summary>A digest is read at a glance, so fewer are one there.</summary>
    public const int LeastOfDigest = 3;

    private sealed record Kind(string Type, string? Provider, bool IsPrice, Severity Severity, Cause Cause);

    private sealed record Origin(Cause Cause, Guid? Run, string? Connection);

    /// <returns>In the order of their last events; each event in one of them.</returns>
    public static ImmutableArray<MessageItem> Of(ImmutableArray<EventEnvelope> events, int least)
    {
        List<MessageItem> items = [];

        // What a source, a policy or an upgrade brings is one, whatever it is; and its summary goes with it, however little of it is wanted.
        foreach (var origin in events.Where(told => CatalogSummary.IsOurs(told.Event.Cause)).GroupBy(told => new Origin(told.Event.Cause, told.Event.RunId, told.Event.Connection)))
        {
            Add(items, [.. origin], least, told => told.DistinctBy(one => one.Event.Type is EventTypes.CatalogSummary).Count() > 1);
        }

        // Of one type and provider first what changes the same fields, then what is left of it. Prices stay among themselves.
        foreach (var kind in events.Where(told => !CatalogSummary.IsOurs(told.Event.Cause)).GroupBy(told => KindOf(told.Event)))
        {
            List<MessageItem> single = [];
            foreach (var alike in kind.GroupBy(told => string.Join(' ', FieldsOf(told.Event)), StringComparer.Ordinal))
            {
                Add(alike.Count() < least ? single : items, [.. alike], least);
            }

            Add(items, [.. single.Select(item => item.Events[0]).OrderBy(told => told.Position)], least);
        }

        return [.. items.OrderBy(item => item.Last)];
    }

    private static void Add(List<MessageItem> items, ImmutableArray<EventEnvelope> alike, int least, Func<ImmutableArray<EventEnvelope>, bool>? isOne = null)
    {
        if (alike.Length >= least || isOne?.Invoke(alike) is true)
        {
            items.Add(new(alike));
        }
        else
        {
            items.AddRange(alike.Select(told => new MessageItem([told])));
        }
    }

    private static Kind KindOf(EventDraft happening) =>
        new(happening.Type, happening.Provider, StatedChange.Of(happening).Any(change => change.IsPrice), happening.Severity, happening.Cause);

    /// <summary>What its events change, the most frequent first.</summary>
    internal static IEnumerable<string> FieldsOf(MessageItem item) => item.Events.SelectMany(told => FieldsOf(told.Event))
        .CountBy(field => field, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key);

    internal static IEnumerable<string> FieldsOf(EventDraft happening) => StatedChange.Of(happening).Select(change => change.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
