using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>A change that an event states, its values as they stand in it: what this version cannot read is compared all the same.</summary>
internal readonly record struct StatedChange(string Field, string Old, string New)
{
    private const string Unknown = "null";

    public bool IsPrice => Field.StartsWith("cost.", StringComparison.Ordinal);

    /// <summary>Above zero where a number rose; null where one of the two is none.</summary>
    public int? Direction =>
        decimal.TryParse(Old, NumberStyles.Float, CultureInfo.InvariantCulture, out var old) && decimal.TryParse(New, NumberStyles.Float, CultureInfo.InvariantCulture, out var now) ? now.CompareTo(old) : null;

    /// <returns>None where it states none, or is not readable.</returns>
    public static ImmutableArray<StatedChange> Of(EventDraft happening)
    {
        try
        {
            using var data = JsonDocument.Parse(happening.Data);
            return data.RootElement.ValueKind is JsonValueKind.Object && data.RootElement.TryGetProperty("changes", out var changes) && changes.ValueKind is JsonValueKind.Array
                ? [.. changes.EnumerateArray().Where(change => change.ValueKind is JsonValueKind.Object && change.TryGetProperty("field", out var field) && field.ValueKind is JsonValueKind.String).Select(Read)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static StatedChange Read(JsonElement change) => new(change.GetProperty("field").GetString()!, Text(change, "old"), Text(change, "new"));

    private static string Text(JsonElement change, string side) => change.TryGetProperty(side, out var value) ? value.GetRawText() : Unknown;
}
