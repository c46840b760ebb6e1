using System.Text.Json;

namespace Tamma.Providers.Wire;

/// <summary>Looks up what a row may hold. Of another kind or absent is the same here: nothing; the table has said what it is.</summary>
internal static class Leaves
{
    /// <summary>The value at the end of a path of members; undefined where one is missing.</summary>
    public static JsonElement At(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    public static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static string? Text(JsonElement value) => value.ValueKind is JsonValueKind.String && !value.ValueEquals(""u8) ? value.GetString() : null;

    /// <summary>The texts of a list.</summary>
    public static string[] Texts(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text).OfType<string>()] : [];

    public static bool HasText(JsonElement list, ReadOnlySpan<char> text)
    {
        if (list.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.String && item.ValueEquals(text))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
