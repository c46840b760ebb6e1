using System.CommandLine;
using Tamma.Cli.Benching;
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
            "tamma bench https://api.anthropic.com --protocol anthropic --model claude-haiku-4-5 --key env:ANTHROPIC_API_KEY --requests 30")
        { url };
        options.AddTo(verb);
        verb.Runs(async (session, cancellationToken) =>
        {
            var plan = options.Read(session.Parsed, session.Parsed.GetValue(url)!);
            var screen = new BenchScreen(session.Output);
            var report = await LoadProcess.RunAsync(plan, screen.Show, cancellationToken);
            screen.End();
            if (session.Output.Json)
            {
                session.Output.Document(report, LoadJson.Default.LoadReportResponse);
            }
            else
            {
                BenchSheet.Print(session.Output, report);
            }

            // A script must not take figures for good that are not.
            return report.Verdict is "valid" ? ExitCodes.Succeeded : ExitCodes.Failed;
        });
        return verb;
    }
}
