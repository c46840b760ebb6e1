using System.CommandLine;
using Spectre.Console;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Asks for a discovery now and follows it to its end.</summary>
internal static class RefreshCommand
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var provider = new Argument<string?>("provider") { Description = "A provider, connection or source. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("refresh", "Ask the sources now, and say what each found.", "tamma refresh openai") { provider };
        verb.Runs((session, cancellationToken) => RunAsync(session, session.Parsed.GetValue(provider), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(Session session, string? source, CancellationToken cancellationToken)
    {
        var queued = await session.Client.StartRunsAsync(source, cancellationToken);
        if (queued.Data is [])
        {
            session.Output.Note("Nothing to discover. Configure a provider, or see tamma doctor.");
        }

        var output = session.Output;
        var runs = output is { IsTerminal: true, Json: false }
            ? await output.Ansi.Status().StartAsync("Asking …", status => FollowAsync(session, queued.Data, Report(output, status), cancellationToken))
            : await FollowAsync(session, queued.Data, Report(output, status: null), cancellationToken);
        if (output.Json)
        {
            output.Document(queued with { Data = runs }, TammaJson.Default.RunList);
        }

        return runs.Any(run => run.State is "failed" or "held" or "cancelled") ? ExitCodes.Failed : ExitCodes.Succeeded;
    }

    /// <summary>Asks for the runs that are not over until all are; tells of each once, when it ends.</summary>
    private static async Task<IReadOnlyList<RunResponse>> FollowAsync(
        Session session, IReadOnlyList<RunResponse> queued, Action<RunResponse, int> report, CancellationToken cancellationToken)
    {
        var runs = queued.ToArray();
        var told = new bool[runs.Length];
        while (true)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                if (IsOver(runs[i]) && !told[i])
                {
                    told[i] = true;
                    report(runs[i], told.Count(one => !one));
                }
            }

            if (Array.TrueForAll(told, one => one))
            {
                return runs;
            }

            await Task.Delay(s_poll, session.Time, cancellationToken);
            for (var i = 0; i < runs.Length; i++)
            {
                runs[i] = told[i] ? runs[i] : await session.Client.GetRunAsync(runs[i].Id, cancellationToken);
            }
        }
    }

    private static Action<RunResponse, int> Report(Output output, StatusContext? status) => (run, left) =>
    {
        if (status is not null)
        {
            // Through the console that draws the progress line, or the line would be drawn over.
            output.Ansi.WriteLine(Output.Printable(Describe(run)));
            status.Status($"Asking … {left} to go");
        }
        else if (!output.Json)
        {
            output.Line(Output.Printable(Describe(run)));
            output.Flush();
        }
    };

    private static string Describe(RunResponse run)
    {
        var time = Figures.Duration(run.FinishedAt - run.StartedAt);
        return run.State switch
        {
            "unchanged" => $"{run.Source}: unchanged, {Figures.Models(run.Counts.Listed)} ({time})",
            "succeeded" => $"{run.Source}: {Figures.Models(run.Counts.Listed)}{Counts(run.Counts)} ({time})",
            "held" => $"{run.Source}: held, nothing was changed. {run.Sentence} Decide: tamma review show {run.Review}",
            _ => $"{run.Source}: {run.State}. {run.Sentence ?? run.Fault}",
        };
    }

    private static string Counts(RunCountsResponse counts) => string.Concat(
        new[]
        {
            (counts.Added, "added"), (counts.Updated, "updated"), (counts.Missing, "missing"),
            (counts.Returned, "returned"), (counts.Removed, "removed"),
        }
        .Where(pair => pair.Item1 > 0)
        .Select(pair => $", {Figures.Count(pair.Item1)} {pair.Item2}"));

    private static bool IsOver(RunResponse run) => run.State is not ("queued" or "running");
}
