using System.Text.Json;
using Tamma.Providers.Wire;

namespace Tamma.Core.Tests.Providers;

/// <summary>Every member of an answer, and what a format's table says becomes of it; null for a member that the table does not know.</summary>
internal sealed class MemberAccount(WireMap map)
{
    public SortedDictionary<string, WireUse?> Members { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Unknown => Members.Where(pair => pair.Value is null).Select(pair => pair.Key);

    /// <param name="rows">Member that holds the rows.</param>
    public void Take(JsonElement body, string rows)
    {
        Walk(body, "", path => Use(map.Envelope, path), name => name == rows);
        Members.TryAdd(rows, Use(map.Envelope, rows)?.Use);
        foreach (var row in body.GetProperty(rows).EnumerateArray())
        {
            Walk(row, rows + "[]", path => map.Find(path), null);
        }
    }

    private static WireField? Use(IEnumerable<WireField> fields, string path) =>
        fields.FirstOrDefault(field => field.Path == path || path.StartsWith(field.Path + ".", StringComparison.Ordinal));

    private void Walk(JsonElement parent, string prefix, Func<string, WireField?> find, Func<string, bool>? leaveOut) => Walk(parent, prefix, "", find, leaveOut);

    private void Walk(JsonElement parent, string prefix, string path, Func<string, WireField?> find, Func<string, bool>? leaveOut)
    {
        foreach (var member in parent.EnumerateObject())
        {
            var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (path.Length == 0 && leaveOut?.Invoke(member.Name) is true)
            {
                continue;
            }

            var field = find(inner);
            if (member.Value.ValueKind is JsonValueKind.Object && member.Value.EnumerateObject().Any())
            {
                Walk(member.Value, prefix, inner, find, null);
            }
            else
            {
                // An object that is null, or has nothing in it, is known by the members that it could have.
                var isObject = member.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Object && map.Envelope.Concat(map.Fields).Any(other => other.Path.StartsWith(inner + ".", StringComparison.Ordinal));
                Members.TryAdd(prefix.Length == 0 ? inner : $"{prefix}.{inner}", field?.Use ?? (isObject ? WireUse.Structure : null));
                Lists(member.Value, prefix.Length == 0 ? inner : $"{prefix}.{inner}", field?.Use);
            }
        }
    }

    /// <summary>What stands in the objects of a list shares its fate: the table reads a list as a whole.</summary>
    private void Lists(JsonElement value, string path, WireUse? use)
    {
        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object))
            {
                foreach (var member in item.EnumerateObject())
                {
                    Members.TryAdd($"{path}[].{member.Name}", use);
                }
            }
        }
    }
}
