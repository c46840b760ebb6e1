using System.Text.Json;
using Tamma.Events;

namespace Tamma.Notifications;

/// <summary>An event in one line, for a person.</summary>
public static class EventSentence
{
    private const int MostChanges = 4;
    private const int LongestValue = 60;

    public static string Of(EventDraft happening)
    {
        var subject = happening switch
        {
            { Provider: { } provider, ModelId: { } model } => $"{provider}/{model}",
            { Provider: { } provider } => provider,
            _ => happening.Connection ?? "",
        };
        var what = happening.Type.Replace('_', ' ');
        using var data = JsonDocument.Parse(happening.Data);
        var said = Said(data.RootElement);
        return string.Join(": ", new[] { subject is "" ? what : $"{subject} {what}", said.StartsWith($"{subject}: ", StringComparison.Ordinal) ? said[(subject.Length + 2)..] : said }.Where(part => part is not ""));
    }

    private static string Said(JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.Object)
        {
            return "";
        }

        if (data.TryGetProperty("sentence", out var sentence) && sentence.ValueKind is JsonValueKind.String)
        {
            return sentence.GetString()!;
        }

        if (data.TryGetProperty("changes", out var changes) && changes.ValueKind is JsonValueKind.Array)
        {
            var told = string.Join("; ", changes.EnumerateArray().Take(MostChanges).Select(Change));
            return changes.GetArrayLength() > MostChanges ? $"{told}; and {changes.GetArrayLength() - MostChanges} more" : told;
        }

        return data.TryGetProperty("types", out var types) && types.ValueKind is JsonValueKind.Object
            ? string.Join(", ", types.EnumerateObject().Select(type => $"{type.Value} {type.Name.Replace('_', ' ')}"))
            : "";
    }

    private static string Change(JsonElement change) =>
        $"{Value(change, "field")} {Value(change, "old")} → {Value(change, "new")}";

    private static string Value(JsonElement change, string member)
    {
        if (!change.TryGetProperty(member, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return "unknown";
        }

        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");
    }
}
