using System.Text.RegularExpressions;

namespace Tamma.Catalog.Identities;

/// <summary>Names for people, as keys: without the vendor before a colon and without what says how it is offered.</summary>
internal static partial class DisplayNames
{
    /// <returns>Null when nothing is left of the name.</returns>
    public static string? Key(string name)
    {
        var text = name.Length > NameReader.Longest ? name[..NameReader.Longest] : name;
        text = text.ToLowerInvariant();
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        text = Offer().Replace(colon >= 0 ? text[(colon + 2)..] : text, " ");
        var units = NameUnits.Of(text).WithoutMinorZero();
        return units.IsEmpty ? null : units.Key();
    }

    /// <summary>(Free), (US), (EU) and the like; " free" at the end.</summary>
    [GeneratedRegex(@"\((free|[a-z]{2}|global|apac|tee|fp8)\)|\sfree$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Offer();
}
