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
    /// <summary>So many of one kind are a mass edit. As docs/noise.md has it for reviews.</summary>
    public const int Least = 12;

    /// <summary>A digest is read at a glance, so fewer are one there.</summary>
    public const int LeastOfDigest = 3;

    private sealed record Kind(string? Type, string? Provider, string Fields, Severity Severity, Cause Cause, Guid? Run, string? Connection);

    /// <returns>In the order of their last events; each event in one of them.</returns>
    public static ImmutableArray<MessageItem> Of(ImmutableArray<EventEnvelope> events, int least)
    {
        List<MessageItem> items = [];
        foreach (var group in events.GroupBy(told => KindOf(told.Event)))
        {
            ImmutableArray<EventEnvelope> alike = [.. group];

            // The summary of a commit goes with what it sums up, however little of that is wanted.
            if (alike.Length >= least || alike.DistinctBy(told => told.Event.Type is EventTypes.CatalogSummary).Count() > 1)
            {
                items.Add(new(alike));
            }
            else
            {
                items.AddRange(alike.Select(told => new MessageItem([told])));
            }
        }

        return [.. items.OrderBy(item => item.Last)];
    }

    /// <summary>What a source, a policy or an upgrade brings is one, whatever it is; all else is one of a type, a provider and a set of fields.</summary>
    private static Kind KindOf(EventDraft happening) => CatalogSummary.IsOurs(happening.Cause)
        ? new(null, null, "", default, happening.Cause, happening.RunId, happening.Connection)
        : new(happening.Type, happening.Provider, string.Join(' ', FieldsOf(happening)), happening.Severity, happening.Cause, null, null);

    internal static IEnumerable<string> FieldsOf(EventDraft happening) => StatedChange.Of(happening).Select(change => change.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
