using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Server.Projections;

/// <summary>An event in one line for a person, and what belongs to it in further ones.</summary>
internal static class EventTitle
{
    private const int MostChanges = 3;
    private const string Unknown = "?";

    public static (string Title, IReadOnlyList<string> Lines) Of(EventEnvelope envelope)
    {
        var happening = envelope.Event;
        var subject = happening is { Provider: { } provider, ModelId: { } id } ? $"{provider}/{id}" : happening.Provider ?? happening.Connection ?? "";
        var changes = EventChanges.Read(happening).Changes;
        var lines = changes.Select(change => $"{change.Path} {Value(change.Path, change.Old)} → {Value(change.Path, change.New)}").ToList();
        var sentence = Sentence(happening);
        var what = happening.Type switch
        {
            EventTypes.ModelAdded or EventTypes.ProviderAdded => "new",
            EventTypes.ModelMissing or EventTypes.ProviderMissing => "no longer listed",
            EventTypes.ModelReturned or EventTypes.ProviderReturned => "listed again",
            EventTypes.ModelRemoved or EventTypes.ProviderRemoved => "removed",
            EventTypes.ModelFactsChanged or EventTypes.ProviderFactsChanged => "the same is said by others now",
            _ when sentence is not null => sentence,
            _ when lines.Count > 0 => string.Join("; ", lines.Take(MostChanges)) + (lines.Count > MostChanges ? $"; and {lines.Count - MostChanges} more" : ""),
            _ => happening.Type.Replace('_', ' '),
        };
        if (sentence is not null && what != sentence)
        {
            lines.Insert(0, sentence);
        }

        // A sentence of ours names its subject itself.
        return (subject.Length == 0 || what.StartsWith(subject, StringComparison.Ordinal) ? what : $"{subject}: {what}", lines);
    }

    private static string? Sentence(EventDraft happening)
    {
        using var data = JsonDocument.Parse(happening.Data);
        if (data.RootElement.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        return data.RootElement.TryGetProperty("sentence", out var sentence) && sentence.ValueKind is JsonValueKind.String ? sentence.GetString()
            : happening.Type == EventTypes.CatalogSummary && data.RootElement.TryGetProperty("types", out var types) && types.ValueKind is JsonValueKind.Object
                ? string.Join(", ", types.EnumerateObject().Select(type => $"{type.Value} {type.Name}"))
            : null;
    }

    private static string Value(string path, FieldValue? value) => value switch
    {
        null => Unknown,
        { IsNumber: true } price when path.StartsWith("cost.", StringComparison.Ordinal) => "$" + price.AsNumber().ToString("0.00########", CultureInfo.InvariantCulture),
        { IsNumber: true } number => number.AsNumber().ToString("#,0.##########", CultureInfo.InvariantCulture),
        { IsFlag: true } flag => flag.AsFlag() ? "yes" : "no",
        { IsWords: true } words => string.Join(", ", words.AsWords()),
        { } other => other.ToString(),
    };
}
