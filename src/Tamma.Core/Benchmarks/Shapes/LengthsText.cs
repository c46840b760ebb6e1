using System.Globalization;

namespace Tamma.Benchmarks.Shapes;

/// <summary>Lengths as they are written: <c>512</c>, <c>100..2000</c>, <c>normal:512,128</c> or <c>lognormal:400,0.8</c>.</summary>
public static class LengthsText
{
    /// <summary>Beyond it p99 is ten thousand medians: a slip, as where the deviation in tokens is given.</summary>
    private const double MostSigma = 4;

    private const string Forms = "write 512, 100..2000 (each as likely), normal:512,128 (mean and deviation) or lognormal:400,0.8 (median and sigma)";

    private static readonly string s_bounds = string.Create(CultureInfo.InvariantCulture, $"lengths are between 1 and {Lengths.Most:N0} tokens");

    /// <returns>Either the lengths, or what is wrong and what to do.</returns>
    public static (Lengths? Lengths, string? Mistake) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var word = text.Trim();
        return word switch
        {
            _ when word.StartsWith("normal:", StringComparison.OrdinalIgnoreCase) => Pair(word[7..]) is not var (mean, deviation) ? Unread(text)
                : !IsLength(mean) ? Refused(text, s_bounds)
                : deviation is < 0 or > Lengths.Most ? Refused(text, "the deviation is not negative, and in tokens")
                : (new Lengths.Spread(mean, deviation), null),
            _ when word.StartsWith("lognormal:", StringComparison.OrdinalIgnoreCase) => Pair(word[10..]) is not var (median, sigma) ? Unread(text)
                : !IsLength(median) ? Refused(text, s_bounds)
                : sigma is < 0 or > MostSigma ? Refused(text, FormattableString.Invariant($"sigma is the deviation of the logarithm, between 0 and {MostSigma}"))
                : (new Lengths.Skewed(median, sigma), null),
            _ when word.IndexOf("..", StringComparison.Ordinal) is >= 0 and var dots => Whole(word[..dots]) is not { } least || Whole(word[(dots + 2)..]) is not { } greatest ? Unread(text)
                : !IsLength(least) || !IsLength(greatest) ? Refused(text, s_bounds)
                : least > greatest ? Refused(text, "the lesser length comes first")
                : (new Lengths.Uniform((int)least, (int)greatest), null),
            _ => Whole(word) is not { } tokens ? Unread(text)
                : !IsLength(tokens) ? Refused(text, s_bounds)
                : (new Lengths.Fixed((int)tokens), null),
        };
    }

    private static bool IsLength(double tokens) => tokens is >= 1 and <= Lengths.Most;

    private static long? Whole(string text) => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (double First, double Second)? Pair(string text) =>
        text.Split(',') is [var first, var second] && Number(first) is { } one && Number(second) is { } other ? (one, other) : null;

    /// <summary>Not <c>NaN</c> and not <c>∞</c>, which .NET reads as numbers.</summary>
    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static (Lengths? Lengths, string? Mistake) Unread(string text) => (null, $"{Shown(text)} is no length; {Forms}.");

    private static (Lengths? Lengths, string? Mistake) Refused(string text, string why) => (null, $"{Shown(text)}: {why}.");

    private static string Shown(string text) => text.Length <= 60 ? $"'{text}'" : $"'{text[..60]}…'";
}
