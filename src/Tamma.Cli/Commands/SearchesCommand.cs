using System.CommandLine;
using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What is asked, and what search could learn from it.</summary>
internal static class SearchesCommand
{
    private static readonly Option<int?> s_days = new("--days") { Description = "So many days up to today, 1 to 366. Default: 30.", HelpName = "n" };
    private static readonly Option<bool> s_zero = new("--zero") { Description = "What found nobody, the most frequent first." };
    private static readonly Option<bool> s_slow = new("--slow") { Description = "The slowest first." };
    private static readonly Option<bool> s_synonyms = new("--synonyms") { Description = "What words that no model has may stand for, and how to accept it." };
    private static readonly Option<int?> s_limit = new("--limit") { Description = "Questions at most, 1 to 1000. Default: 50.", HelpName = "n" };

    public static Command Create()
    {
        var verb = new Verb(
            "searches",
            "Show what is searched for, as sums: how often, how often in vain, how fast. Who asked is not kept. TAMMA_NO_ANALYTICS=1 keeps your own searches out.",
            "tamma searches",
            "tamma searches --days 7 --zero",
            "tamma searches --synonyms") { s_days, s_zero, s_slow, s_synonyms, s_limit };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            if (parsed.GetValue(s_synonyms))
            {
                var proposals = await session.Client.GetSynonymProposalsAsync(parsed.GetValue(s_days), cancellationToken);
                if (session.Output.Json)
                {
                    session.Output.Document(proposals, TammaJson.Default.SynonymProposalListResponse);
                }
                else
                {
                    SearchesSheet.Print(session.Output, proposals);
                }
            }
            else
            {
                var order = parsed.GetValue(s_zero) ? "zero" : parsed.GetValue(s_slow) ? "latency" : null;
                var asked = await session.Client.GetSearchAnalyticsAsync(parsed.GetValue(s_days), order, parsed.GetValue(s_limit), cancellationToken);
                if (session.Output.Json)
                {
                    session.Output.Document(asked, TammaJson.Default.SearchAnalyticsResponse);
                }
                else
                {
                    SearchesSheet.Print(session.Output, asked);
                }
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }
}

/// <summary>What was asked, for people.</summary>
internal static class SearchesSheet
{
    public static void Print(Output output, SearchAnalyticsResponse asked)
    {
        var sheet = new Sheet("Question", ">Asked", ">Nobody", ">Stood in", ">p50 ms", ">p99 ms", "In no model");
        foreach (var one in asked.Data)
        {
            sheet.Add(
                Output.Printable(one.Form), Figures.Count(one.Counts.Asked), Figures.Count(one.Counts.Zero), Figures.Count(one.Counts.StoodIn),
                Milliseconds(one.Counts.P50Ms), Milliseconds(one.Counts.P99Ms), Output.Printable(string.Join(' ', one.Unknown ?? [])));
        }

        if (asked.Data.Count > 0)
        {
            output.Print(sheet);
        }

        var all = asked.All;
        output.Note(
            $"{Figures.Count(all.Asked)} searches from {asked.From:O} to {asked.To:O}, {Figures.Count(all.Zero)} found nobody"
            + (all.Asked > 0 ? $"; p50 {Milliseconds(all.P50Ms)} ms, p99 {Milliseconds(all.P99Ms)} ms" : "")
            + (asked.Rare > 0 ? $". {(asked.Rare == 1 ? "1 question was" : $"{Figures.Count(asked.Rare)} questions were")} asked fewer than {Figures.Count(asked.MinCount)} times and not shown" : "")
            + (asked.Dropped > 0 ? $". {Figures.Count(asked.Dropped)} were not counted, because too many came at once" : "")
            + (asked.Enabled ? "." : ". Nothing is counted now: search.analytics.enabled is false."));
    }

    public static void Print(Output output, SynonymProposalListResponse proposals)
    {
        if (proposals.Data.Count == 0)
        {
            output.Note("No word that no model has was asked often enough, or none is like a word that some has.");
            return;
        }

        var sheet = new Sheet("Word", "May stand for", "Why", ">Asked", ">Answered", ">Now", ">Finds", "For example");
        foreach (var one in proposals.Data)
        {
            sheet.Add(
                Output.Printable(one.Word), Output.Printable(one.Phrase), one.Why, Figures.Count(one.Asked), Figures.Count(one.Answered),
                Figures.Count(one.Now), Figures.Count(one.Finds), Output.Printable(one.Example));
        }

        output.Print(sheet);
        var best = proposals.Data[0];
        output.Note($"To accept one, write it into tamma.yaml and start the server again:\nsearch:\n  synonyms:\n    {Output.Printable(best.Word)}: [{Output.Printable(best.Phrase)}]");
    }

    private static string Milliseconds(double? time) => time?.ToString("0.###", CultureInfo.InvariantCulture) ?? Figures.Unknown;
}
