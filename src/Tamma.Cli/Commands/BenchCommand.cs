using System.CommandLine;
using Tamma.Cli.Benching;
using Tamma.Cli.Connecting;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Commands;

/// <summary>Measures a model at any address, without a server of ours.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "Base of the API: http://localhost:8000/v1. Anthropic's, Gemini's and Ollama's end before their versions." };
        var options = new BenchOptions();
        var verb = new Verb(
            "bench",
            "Measure how a model answers under load. Every request is real: at a hosted provider it costs what it costs there.",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --concurrency 8 --duration 60s",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --rate 4 --duration 2m --warmup 10s --json | jq .metrics.ttft.p50",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --concurrency 1..64 --duration 30s --html report.html",
            "tamma bench https://api.anthropic.com --protocol anthropic --model claude-haiku-4-5 --key env:ANTHROPIC_API_KEY --requests 30")
        { url };
        options.AddTo(verb);
        verb.Runs(async (session, cancellationToken) =>
        {
            var levels = options.Load.Levels(session.Parsed);
            options.Documents.Check(session.Parsed);
            var screen = new BenchScreen(session.Output);
            try
            {
                return levels.IsSweep
                    ? Tell(session, options, await new SweepRun(screen, session.Time).RunAsync(levels, Plan, cancellationToken), screen)
                    : Tell(session, options, await LoadProcess.RunAsync(Plan(levels.At(levels.Loads[0])), screen.Show, cancellationToken), screen);
            }
            finally
            {
                screen.End();
            }

            LoadPlan Plan(LoadArrivals load) => options.Read(session.Parsed, session.Parsed.GetValue(url)!, load);
        });
        return verb;
    }

    private static int Tell(Session session, BenchOptions options, LoadReportResponse report, BenchScreen screen)
    {
        screen.End();
        if (session.Output.Json)
        {
            session.Output.Document(report, LoadJson.Default.LoadReportResponse);
        }
        else
        {
            BenchSheet.Print(session.Output, report);
        }

        options.Documents.Write(session.Parsed, report);
        return ExitCode(report.Verdict, report.CutShort);
    }

    private static int Tell(Session session, BenchOptions options, LoadSweepResponse sweep, BenchScreen screen)
    {
        screen.End();
        if (session.Output.Json)
        {
            session.Output.Document(sweep, LoadJson.Default.LoadSweepResponse);
        }
        else
        {
            SweepSheet.Print(session.Output, sweep);
        }

        options.Documents.Write(session.Parsed, sweep);
        return ExitCode(sweep.Verdict, sweep.CutShort);
    }

    /// <summary>A script must not take figures for good that are not, or for a whole run what was stopped.</summary>
    private static int ExitCode(string verdict, bool isCutShort) =>
        isCutShort ? ExitCodes.Interrupted : verdict is "valid" ? ExitCodes.Succeeded : ExitCodes.Failed;
}
