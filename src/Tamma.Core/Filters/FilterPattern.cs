using System.Globalization;
using System.Text.RegularExpressions;

namespace Tamma.Filters;

/// <summary>
/// Regular expressions that take time in proportion to the text and no more: .NET's syntax without look-around and
/// back-references, without regard to case.
/// </summary>
public static partial class FilterPattern
{
    /// <summary>In characters.</summary>
    public const int Longest = 256;

    /// <summary>Counts of repetition multiply; the machine that matches grows with the product.</summary>
    private const int MostRepeats = 1_000;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Of a pattern that <see cref="Check"/> has passed.</summary>
    public static Regex Compile(string pattern) => new(pattern, Options);

    /// <returns>What is wrong with a pattern, and where in it; null when nothing is.</returns>
    public static (int Position, string Message)? Check(string pattern)
    {
        if (pattern.Length > Longest)
        {
            return (Longest, $"A regular expression has at most {Longest} characters.");
        }

        long repeats = 1;
        foreach (Match count in Counts.Matches(pattern))
        {
            repeats *= Math.Max(1, long.Parse(count.Groups[count.Groups["high"].Length > 0 ? "high" : "low"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            if (repeats > MostRepeats)
            {
                return (count.Index, $"The regular expression repeats too often: its counts multiply to more than {MostRepeats:N0}.");
            }
        }

        try
        {
            _ = Compile(pattern);
            return null;
        }
        catch (RegexParseException ex)
        {
            return (Math.Min(ex.Offset, pattern.Length), $"This is no regular expression: {Reason(ex.Message)}");
        }
        catch (NotSupportedException)
        {
            return (0, "The regular expression is too complicated, or looks around or back, which is not supported.");
        }
    }

    /// <summary>Without the pattern, which the message repeats.</summary>
    private static string Reason(string message) =>
        message.LastIndexOf(". ", StringComparison.Ordinal) is >= 0 and var cut ? message[(cut + 2)..] : message;

    [GeneratedRegex(@"\{(?<low>[0-9]{1,6})[0-9]*(,(?<high>[0-9]{0,6})[0-9]*)?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Counts { get; }
}
