using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>What is told as one, in one line for a person.</summary>
public static class ItemSentence
{
    private const int MostFields = 4;
    private const int MostNames = 3;
    private const int LongestName = 80;

    public static string Of(MessageItem item) => !item.IsFold ? EventSentence.Of(item.Events[0].Event)
        : CatalogSummary.IsOurs(item.Events[0].Event.Cause) ? Ours(item)
        : Alike(item);

    /// <summary>Some of the models that it is about.</summary>
    internal static ImmutableArray<string> Names(ImmutableArray<EventEnvelope> events, int most) =>
        [.. events.Select(told => told.Event.ModelId).OfType<string>().Distinct(StringComparer.Ordinal).Take(most).Select(name => name.Length <= LongestName ? name : name[..LongestName] + "…")];

    private static string Alike(MessageItem item)
    {
        var first = item.Events[0].Event;
        var subject = first.Provider ?? first.Connection;
        var fields = Folding.FieldsOf(item).ToList();
        var models = item.Events.Select(told => told.Event.ModelId).Distinct(StringComparer.Ordinal).Count();
        var named = string.Join(", ", fields.Take(MostFields)) + (fields.Count > MostFields ? string.Create(CultureInfo.InvariantCulture, $" and {fields.Count - MostFields} more fields") : "");
        var what = first.Type is EventTypes.ModelUpdated && fields is not [] ? $"{named} changed in {EventWords.Many(models, "model", "models")}" : EventWords.Of(first.Type, item.Events.Length);
        var names = Names(item.Events, MostNames);
        return Join(subject, what, PriceMoves.Of(item.Events).ToString(), names is [] ? "" : string.Join(", ", names) + (models > names.Length ? ", …" : ""));
    }

    private static string Ours(MessageItem item)
    {
        var first = item.Events[0].Event;
        var source = first.Connection ?? item.Events.Where(told => told.Event.Type is EventTypes.CatalogSummary).Select(told => SourceOf(told.Event)).FirstOrDefault();
        var why = first.Cause switch
        {
            Cause.SourceAdded => "first reading",
            Cause.Policy => "another policy",
            _ => "read anew by another version",
        };
        var counts = item.Events.Where(told => told.Event.Type is not EventTypes.CatalogSummary).CountBy(told => told.Event.Type, StringComparer.Ordinal).OrderByDescending(pair => pair.Value);
        return Join(source, why, string.Join(", ", counts.Select(pair => EventWords.Of(pair.Key, pair.Value))), "");
    }

    private static string Join(string? subject, string what, string more, string names) =>
        (subject is null ? what : $"{subject}: {what}") + (more is "" ? "" : $"; {more}") + (names is "" ? "" : $" ({names})");

    private static string? SourceOf(EventDraft summary)
    {
        using var data = JsonDocument.Parse(summary.Data);
        return data.RootElement.TryGetProperty("source", out var source) && source.ValueKind is JsonValueKind.String ? source.GetString() : null;
    }
}
