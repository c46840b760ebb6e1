using System.Globalization;

namespace Tamma.Client.Checking;

/// <summary>A verdict in words.</summary>
public static class CheckSentence
{
    /// <summary>The verdict, its date, and where to go: <c>retires 2026-12-11, replaced by openai/gpt-5.4</c>.</summary>
    /// <param name="result">The verdict.</param>
    /// <returns>One line.</returns>
    public static string Of(CheckResultResponse result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var said = result.Verdict switch
        {
            "retires" or "retired" when result.RetiresOn is { } date => $"{result.Verdict} {date}",
            "gone" when result.RemovedAt is { } removed => $"gone since {Day(removed)}",
            "missing" when result.MissingSince is { } since => $"missing since {Day(since)}",
            "unknown" when result.Candidates is { } candidates => $"unknown: may be {string.Join(" or ", candidates)}, which fare differently",
            _ => result.Verdict,
        };
        var where = result switch
        {
            { Replacement: { By: "suggested" } suggested } => $", suggested instead: {suggested.Key}",
            { Replacement: { } stated } => $", replaced by {stated.Key}",
            { ProbablyRenamedTo: { } renamed } => $", probably {renamed} now",
            _ => "",
        };
        return said + where;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
