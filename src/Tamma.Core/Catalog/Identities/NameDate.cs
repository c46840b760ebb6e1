using System.Text.RegularExpressions;

namespace Tamma.Catalog.Identities;

/// <summary>The date or revision at the end of a name.</summary>
/// <param name="Text">Digits only, in the order of the name.</param>
/// <param name="IsSure">
/// False for four digits: <c>2507</c> after a model's name is a date, and tells one training from another as often as one
/// snapshot from another.
/// </param>
public readonly partial record struct NameDate(string Text, bool IsSure)
{
    /// <summary>Whether two writings are of one date: 20260731 is 0731 and 2607 too.</summary>
    public static bool AreOne(NameDate? a, NameDate? b) =>
        a == b || (a is { } one && b is { } other && (one.Text == other.Text || Shortens(one.Text, other.Text) || Shortens(other.Text, one.Text)));

    private static bool Shortens(string text, string whole) =>
        text.Length == 4 && whole.Length == 8 && (whole.EndsWith(text, StringComparison.Ordinal) || whole.AsSpan(2, 4).SequenceEqual(text));

    /// <summary>Takes the date off a name in lower case; null where it has none.</summary>
    public static NameDate? TakeFrom(ref string name)
    {
        var match = Form().Match(name);
        if (!match.Success || match.Index == 0)
        {
            return null;
        }

        name = name[..match.Index];
        var four = match.Groups["four"];
        return four.Success ? new(four.Value, false) : new(string.Concat(match.Value.Where(char.IsAsciiDigit)), true);
    }

    /// <summary>-20250929, @20250929, -2025-09-29, -09-2025, -001 as Google's revisions, -2507 and -0528.</summary>
    [GeneratedRegex("""
        [-@_.](20[0-9]{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])$
        |-(0[1-9]|1[0-2])-(20[0-9]{2})$
        |-00[1-9]$
        |-(?<four>2[3-9](0[1-9]|1[0-2])|(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Form();
}
