using System.Collections.Immutable;
using System.Globalization;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>A digest as a person reads it: a headline with counts, then what matters most first.</summary>
public static class DigestSummary
{
    private const int MostParts = 5;

    /// <summary>Of types in the headline, and of kinds among lines of one severity.</summary>
    private static readonly ImmutableArray<string> s_byImportance =
    [
        EventTypes.SubscriptionDisabled, EventTypes.ProviderStatusChanged, EventTypes.RetirementNear,
        EventTypes.ModelRemoved, EventTypes.ProviderRemoved, EventTypes.ModelMissing, EventTypes.ProviderMissing,
        EventTypes.ModelAdded, EventTypes.ProviderAdded, EventTypes.ModelReturned, EventTypes.ProviderReturned,
    ];

    /// <summary>For example <c>openrouter: 12 prices fell, 2 rose; 3 models retire; 214 edits</c>.</summary>
    public static string Headline(ImmutableArray<EventEnvelope> events)
    {
        var priced = events.Where(told => IsPrice(told.Event)).ToHashSet();
        var prices = PriceMoves.Of(priced).ToString();
        var moved = priced.Count > 0 && prices is "" ? EventWords.Many(priced.Count, "edit of prices", "edits of prices") : prices;
        var counts = events.Where(told => !priced.Contains(told)).CountBy(told => told.Event.Type, StringComparer.Ordinal)
            .OrderBy(pair => Importance(pair.Key)).ThenByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Value, Words: EventWords.Of(pair.Key, pair.Value))).ToList();
        var told = new[] { moved }.Where(part => part is not "").Concat(counts.Take(MostParts).Select(pair => pair.Words));
        var more = counts.Skip(MostParts).Sum(pair => pair.Value);
        var text = string.Join("; ", told) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {more} others") : "");
        var providers = events.Select(one => one.Event.Provider).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return providers switch
        {
            [] => text,
            [var one] => $"{one}: {text}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{text} ({providers.Count} providers)"),
        };
    }

    /// <summary>By severity; then prices, ends, what is new, and the rest; then by how many they are.</summary>
    public static ImmutableArray<MessageItem> InOrder(IEnumerable<MessageItem> items) =>
    [
        .. items.OrderByDescending(item => item.Severity)
            .ThenBy(item => IsPrice(item.Events[0].Event) ? -1 : Importance(item.Events[0].Event.Type))
            .ThenByDescending(item => item.Events.Length)
            .ThenBy(item => item.Last),
    ];

    /// <summary>What undid itself and is not told, in one line; null where that is nothing.</summary>
    public static string? Of(LeftOut? leftOut) => leftOut is null ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"left out, since it undid itself: {EventWords.Many(leftOut.Events, "change", "changes")} of {string.Join(", ", leftOut.Examples)}{(leftOut.Subjects > leftOut.Examples.Length ? $" and {leftOut.Subjects - leftOut.Examples.Length} more" : "")}");

    private static bool IsPrice(EventDraft happening) => StatedChange.Of(happening).Any(change => change.IsPrice);

    private static int Importance(string type) => s_byImportance.IndexOf(type) is >= 0 and var place ? place : s_byImportance.Length;
}
