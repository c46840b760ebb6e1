using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>A fact in exactly three lines: the value, who says so and how old it is; who agrees; who does not, and why they lost.</summary>
internal static class WhySentences
{
    public static string[] Of(string key, FactResponse fact, DateTimeOffset now) =>
    [
        $"{fact.Field} of {key} is {Figures.Exact(fact.Field, fact.Value)}: {fact.Source} says so since {fact.Since:yyyy-MM-dd}{Confirmed(fact.AsOf, now)}; confidence {fact.Confidence} of 100",
        "agree: " + Agreement(fact),
        "against: " + Against(fact),
    ];

    public static string[] OfUnknown(FactsResponse facts, string field) =>
    [
        $"{field} of {facts.Key} is unknown: nobody states it, which is not zero and not no",
        $"agree: nobody; {(facts.Claims is [] ? "no source speaks of this model" : "of this model speak " + string.Join(", ", facts.Claims.Select(claim => claim.Source)))}",
        "against: nobody",
    ];

    private static string Agreement(FactResponse fact)
    {
        var independent = fact.ConfirmedBy is { Count: > 0 } sources ? string.Join(", ", sources) : "nobody else";
        var copies = fact.Losers.Where(other => other.Verdict is "copy").Select(other => $"{other.Source} {Reason(other)}").ToList();
        return copies is [] ? independent : $"{independent}; {string.Join("; ", copies)}";
    }

    private static string Against(FactResponse fact)
    {
        var others = fact.Losers.Where(other => other.Verdict is not ("agrees" or "copy"))
            .Select(other => $"{other.Source} says {Figures.Exact(other.SaidAs ?? fact.Field, other.Value)}, {other.Why}")
            .ToList();
        if (fact.Held is { } held)
        {
            others.Add($"{Figures.Exact(fact.Field, held.Proposed)} waits for review {held.Review}");
        }

        return others is [] ? "nobody" : string.Join("; ", others);
    }

    private static string Reason(LoserResponse other) =>
        other.Why.StartsWith("a copy: ", StringComparison.Ordinal) ? other.Why["a copy: ".Length..] : other.Why;

    private static string Confirmed(DateTimeOffset? time, DateTimeOffset now) => time is { } known ? $", confirmed {Age(now - known)} ago" : "";

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    private static string Count(int count, string unit) => count is 1 ? $"1 {unit}" : $"{count} {unit}s";
}
