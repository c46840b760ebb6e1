using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Events;
using Tamma.Filters;
using Tamma.Notifications.Filtering;

namespace Tamma.Core.Tests.Notifications;

/// <summary>What filters may ask of an event, worked out a second time from its bytes alone, for a few fields.</summary>
internal static class NaiveEvent
{
    public static readonly ImmutableArray<string> Numbers = ["limit.context", "limit.output"];
    public static readonly ImmutableArray<string> Flags = ["open_weights", "attachment"];
    public static readonly ImmutableArray<string> Texts = ["family"];

    /// <param name="state">What the catalogue has of each model now, dotted path → JSON.</param>
    public static Dictionary<FilterField, FilterValue> Row(EventEnvelope envelope, Func<string, IReadOnlyDictionary<string, JsonElement>?> state)
    {
        var happening = envelope.Event;
        Dictionary<FilterField, FilterValue> row = [];
        Text("type", happening.Type);
        Text("cause", happening.Cause == Cause.SourceAdded ? "source_added" : happening.Cause.ToString().ToLowerInvariant());
        Text("severity", happening.Severity.ToString().ToLowerInvariant());
        Text("provider", happening.Provider);
        Text("model_id", happening.ModelId);
        Text("model", happening.ModelId is null ? null : $"{happening.Provider}/{happening.ModelId}");
        Text("connection", happening.Connection);
        Text("actor", happening.Actor);
        row[Field("position")] = FilterValue.Number(envelope.Position);
        if (happening.ModelId is null)
        {
            return row;
        }

        var data = JsonDocument.Parse(happening.Data).RootElement;
        var values = (state($"{happening.Provider}/{happening.ModelId}") ?? new Dictionary<string, JsonElement>()).ToDictionary();
        if (data.TryGetProperty("values", out var all) || data.TryGetProperty("last", out all))
        {
            values = all.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        }

        foreach (var change in Changes(data))
        {
            var path = change.GetProperty("field").GetString()!;
            Put("old." + path, change.GetProperty("old"));
            Put("new." + path, change.GetProperty("new"));
            values[path] = change.GetProperty("new");
        }

        foreach (var (path, value) in values)
        {
            Put(path, value);
        }

        return row;

        void Text(string name, string? text)
        {
            if (text is not null)
            {
                row[Field(name)] = FilterValue.Text(text);
            }
        }

        void Put(string name, JsonElement value)
        {
            var path = name.StartsWith("old.", StringComparison.Ordinal) || name.StartsWith("new.", StringComparison.Ordinal) ? name[4..] : name;
            if (value.ValueKind is not JsonValueKind.Null)
            {
                _ = Numbers.Contains(path) ? row[Field(name)] = FilterValue.Number(value.GetDecimal())
                    : Flags.Contains(path) ? row[Field(name)] = FilterValue.Flag(value.GetBoolean())
                    : Texts.Contains(path) ? row[Field(name)] = FilterValue.Text(value.GetString()!)
                    : default;
            }
        }
    }

    public static bool IsChanged(EventEnvelope envelope, FilterField field) =>
        envelope.Event.ModelId is not null && Changes(JsonDocument.Parse(envelope.Event.Data).RootElement).Any(change => change.GetProperty("field").GetString() == field.Name);

    public static FilterField Field(string name) => EventFields.Vocabulary.Find(name) ?? throw new KeyNotFoundException(name);

    private static IEnumerable<JsonElement> Changes(JsonElement data) => data.TryGetProperty("changes", out var changes) ? changes.EnumerateArray() : [];
}
