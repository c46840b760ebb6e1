using System.CommandLine;
using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Says what a name means and why.</summary>
internal static class ResolveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Any name of a model: a key, a bare id, an alias." };
        var verb = new Verb("resolve", "Say which model a name means, and why.", "tamma resolve us.anthropic.claude-sonnet-4-5-20250929-v1:0") { name };
        verb.Runs(async (session, cancellationToken) =>
        {
            var answer = await session.Client.ResolveAsync(session.Parsed.GetRequiredValue(name), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(answer, TammaJson.Default.ResolveResponse);
                return ExitCodes.Succeeded;
            }

            foreach (var line in Lines(answer))
            {
                session.Output.Line(Output.Printable(line));
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static IEnumerable<string> Lines(ResolveResponse answer)
    {
        yield return answer switch
        {
            { Canonical: { } canonical } => $"{answer.Name} is {canonical}: {answer.Result}{(answer.Kind is "same" or null ? "" : $", {answer.Kind}")}",
            { Result: "ambiguous" } => $"{answer.Name} is ambiguous: it may be {string.Join(", ", answer.Candidates)}",
            { Listings: [_, ..] } => $"{answer.Name} is listed, and is no known canonical model",
            _ => $"{answer.Name} means nothing that is known",
        };

        foreach (var variant in answer.Variants)
        {
            yield return $"  offered as {variant.Kind}: {variant.Text}";
        }

        foreach (var why in answer.Why)
        {
            yield return $"  {why.Rule}{(why.Text is null ? "" : $" '{why.Text}'")}: {why.Meaning}";
        }

        foreach (var pointer in answer.Pointers ?? [])
        {
            yield return $"  pointer of {pointer.Provider}, {pointer.Name}:";
            foreach (var range in pointer.Ranges)
            {
                yield return $"    {(range.To is null ? "points" : "pointed")} to {string.Join(" and ", range.Targets)}{(range.Canonical is null || range.Targets.Contains(range.Canonical, StringComparer.Ordinal) ? "" : $" ({range.Canonical})")} {Since(range)}";
            }
        }

        if (answer is { Kind: "latest", Pointers: null })
        {
            yield return "  since when it points there is not on record: no source states where it points";
        }

        if (answer.Listings.Count > 0)
        {
            yield return $"  listed: {string.Join(", ", answer.Listings)}";
        }
    }

    private static string Since(PointerRangeResponse range)
    {
        var from = $"since {Day(range.From)}{(range.FromIs == "first_seen" ? " or before" : "")}";
        return range.To is not { } to ? from : $"{from}, until {Day(to)}{(range.ToIs == "last_seen" ? " at least" : "")}";
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
