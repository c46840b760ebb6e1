using System.Buffers;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Overriding;

/// <summary>Which fields an operator may speak of: every registered one but what a server is doing now, and attributes of his own.</summary>
public static class OverrideFields
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> s_letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    /// <summary>The fields that annotations speak of.</summary>
    public static Field Hidden { get; } = FieldRegistry.Models["hidden"];

    public static Field Tags { get; } = FieldRegistry.Models["tags"];

    public static Field Notes { get; } = FieldRegistry.Models["notes"];

    /// <returns>The field, or what is wrong with the path; both null when there is no such field.</returns>
    public static (Field? Field, string? Wrong) Find(string path)
    {
        if (path.StartsWith(FieldRegistry.AttributePrefix, StringComparison.Ordinal))
        {
            var name = path.AsSpan(FieldRegistry.AttributePrefix.Length);
            return name.Length is > 0 and <= LongestName && name.IndexOfAnyExcept(s_letters) < 0
                ? (FieldRegistry.Models.FindOrExtra(path), null)
                : (null, $"an attribute's name has 1 to {LongestName} letters, digits, dots, dashes or underscores, for example attributes.team");
        }

        return FieldRegistry.Models.Find(path) switch
        {
            { Group: FieldGroup.State } => (null, $"'{path}' is what a server is doing now; nobody can decide that here"),
            var field => (field, null),
        };
    }
}
