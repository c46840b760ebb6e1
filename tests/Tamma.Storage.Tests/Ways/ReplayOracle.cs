using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Tests.Shared;

namespace Tamma.Storage.Tests.Ways;

/// <summary>
/// What the feed says, kept as flat JSON: knows neither claims nor resolution nor the registry. A change is one line of text:
/// time of its commit (no two share one), key, field, old, new.
/// </summary>
internal sealed class ReplayOracle
{
    private readonly Dictionary<string, Dictionary<string, string>> _state = new(StringComparer.Ordinal);

    public int RealEvents { get; private set; }

    /// <summary>Each real change as a line that exactly one event must tell.</summary>
    public HashSet<string> Wanted { get; } = new(StringComparer.Ordinal);

    public void Expect(ChangeReplay.Commit commit)
    {
        foreach (var change in commit.Changes)
        {
            RealEvents++;
            var key = ChangeReplay.KeyOf(change).ToString();
            var type = change.GetProperty("type").GetString()!;
            if (type.EndsWith("_removed", StringComparison.Ordinal))
            {
                Want(commit.At, key, "(removed)", Text(_state[key]), "");
                _state.Remove(key);
            }
            else if (type.EndsWith("_added", StringComparison.Ordinal))
            {
                Dictionary<string, string> values = new(StringComparer.Ordinal);
                Flatten(change.GetProperty("data"), "", values);
                Want(commit.At, key, "(added)", "", Text(values));
                _state[key] = values;
            }
            else
            {
                foreach (var item in change.GetProperty("changes").EnumerateArray())
                {
                    var field = item.GetProperty("field").GetString()!;
                    Want(commit.At, key, field, Json(item.GetProperty("old")), Json(item.GetProperty("new")));
                    Set(_state[key], field, Json(item.GetProperty("new")));
                }
            }
        }
    }

    /// <summary>What an event of the log tells, in the same lines.</summary>
    public static IEnumerable<string> Tells(EventEnvelope envelope)
    {
        var draft = envelope.Event;
        var key = new ModelKey(draft.Provider!, draft.ModelId ?? "").ToString();
        using var data = JsonDocument.Parse(draft.Data);
        var root = data.RootElement;
        if (root.TryGetProperty("values", out var values))
        {
            return [Line(draft.OccurredAt, key, "(added)", "", Text(FlatMembers(values)))];
        }

        if (root.TryGetProperty("last", out var last))
        {
            return [Line(draft.OccurredAt, key, "(removed)", Text(FlatMembers(last)), "")];
        }

        return [.. root.GetProperty("changes").EnumerateArray().Select(change =>
            Line(draft.OccurredAt, key, Plain(change.GetProperty("field").GetString()!), Json(change.GetProperty("old")), Json(change.GetProperty("new"))))];
    }

    public Dictionary<string, Dictionary<string, string>> State() => _state.ToDictionary(pair => pair.Key, pair => new Dictionary<string, string>(pair.Value));

    public static Dictionary<string, Dictionary<string, string>> ReadFinal(string path)
    {
        Dictionary<string, Dictionary<string, string>> all = new(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var provider in document.RootElement.EnumerateObject())
        {
            foreach (var model in provider.Value.GetProperty("models").EnumerateObject())
            {
                Dictionary<string, string> values = new(StringComparer.Ordinal);
                Flatten(model.Value, "", values);
                values.Remove("id");
                all.Add($"{provider.Name}/{model.Name}", values);
            }
        }

        return all;
    }

    public static Dictionary<string, string> Flat(Model model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            FieldSetJson.Write(writer, model.Values);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return FlatMembers(document.RootElement);
    }

    private void Want(DateTimeOffset at, string key, string field, string old, string now) => Wanted.Add(Line(at, key, field, old, now));

    private static string Line(DateTimeOffset at, string key, string field, string old, string now) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}|{key}|{field}|{old}|{now}");

    private static Dictionary<string, string> FlatMembers(JsonElement flat) =>
        flat.EnumerateObject().ToDictionary(member => Plain(member.Name), member => Json(member.Value), StringComparer.Ordinal);

    private static string Plain(string path) => path.StartsWith("extra.", StringComparison.Ordinal) ? path["extra.".Length..] : path;

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, string> into)
    {
        foreach (var member in element.EnumerateObject())
        {
            var path = prefix + member.Name;
            if (member.Value.ValueKind is JsonValueKind.Object && member.Value.EnumerateObject().Any())
            {
                Flatten(member.Value, path + ".", into);
            }
            else
            {
                Set(into, path, Json(member.Value));
            }
        }
    }

    private static void Set(Dictionary<string, string> values, string field, string json)
    {
        if (json == "null")
        {
            values.Remove(field);
        }
        else
        {
            values[field] = json;
        }
    }

    private static string Text(Dictionary<string, string> values) =>
        string.Join(';', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value));

    /// <summary>Members sorted, numbers as decimals without trailing zeros.</summary>
    private static string Json(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.Name + ":" + Json(member.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Json)) + "]",
        JsonValueKind.Number => element.GetDecimal().ToString("0.############################", CultureInfo.InvariantCulture),
        JsonValueKind.String => "\"" + element.GetString() + "\"",
        _ => element.GetRawText(),
    };
}
