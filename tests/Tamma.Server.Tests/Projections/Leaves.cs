using System.Text.Json;

namespace Tamma.Server.Tests.Projections;

/// <summary>The leaves of an answer with their places. An empty list or object is a leaf, for it says "none".</summary>
internal static class Leaves
{
    /// <summary>Members as they are named; a place in a list is <c>[]</c>.</summary>
    public static IEnumerable<(string Path, JsonElement Leaf)> Of(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object when element.EnumerateObject().Any() => element.EnumerateObject().SelectMany(member => Of(member.Value, path is "" ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array when element.GetArrayLength() > 0 => element.EnumerateArray().SelectMany(item => Of(item, path + "[]")),
        _ => [(path, element)],
    };

    /// <summary>What reads as zero, no, or nothing there.</summary>
    public static bool SaysNothing(JsonElement leaf) => leaf.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array => true,
        JsonValueKind.Number => leaf.GetDecimal() == 0,
        JsonValueKind.String => leaf.GetString() is "" or "0" or "no" or "false" or "none" or "free",
        _ => false,
    };

    /// <summary>What an answer about many models says of one: what stands under its name, or beside it.</summary>
    public static JsonElement? About(JsonElement answer, string key)
    {
        var names = new[] { key, key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..] };
        if (answer.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in answer.EnumerateObject())
            {
                if (member.Name is "key" or "id" or "model" && member.Value.ValueKind is JsonValueKind.String && names.Contains(member.Value.GetString(), StringComparer.Ordinal))
                {
                    return answer;
                }

                if (names.Contains(member.Name, StringComparer.Ordinal))
                {
                    return member.Value;
                }
            }
        }

        return answer.ValueKind switch
        {
            JsonValueKind.Object => answer.EnumerateObject().Select(member => About(member.Value, key)).FirstOrDefault(found => found is not null),
            JsonValueKind.Array => answer.EnumerateArray().Select(item => About(item, key)).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }
}
