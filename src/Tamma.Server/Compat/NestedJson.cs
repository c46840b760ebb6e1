using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Server.Compat;

/// <summary>Leaves under dotted paths, as the objects that they were taken from.</summary>
internal static class NestedJson
{
    /// <summary>Writes nothing where there are no leaves.</summary>
    public static void Write(Utf8JsonWriter json, string member, IReadOnlyList<(string[] Path, FieldValue Value)> leaves)
    {
        if (leaves.Count > 0)
        {
            json.WritePropertyName(member);
            WriteObject(json, leaves, 0);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<(string[] Path, FieldValue Value)> leaves, int depth)
    {
        json.WriteStartObject();
        foreach (var group in leaves.GroupBy(leaf => leaf.Path[depth], StringComparer.Ordinal))
        {
            json.WritePropertyName(group.Key);
            if (group.FirstOrDefault(leaf => leaf.Path.Length == depth + 1) is { Path: not null } leaf)
            {
                FieldSetJson.Write(json, leaf.Value);
            }
            else
            {
                WriteObject(json, group, depth + 1);
            }
        }

        json.WriteEndObject();
    }
}
