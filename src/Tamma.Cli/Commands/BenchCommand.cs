using System.CommandLine;
using Tamma.Cli.Benching;
using Tamma.Cli.Connecting;
using Tamma.Client;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Commands;

/// <summary>Measures a model: at any address, without a server of ours, or one of the catalogue, by the server.</summary>
internal static class BenchCommand
{
    /// <summary>The server knows the address of a model of the catalogue; what stands here is not sent.</summary>
    private static readonly Uri s_catalogue = new("http://catalogue.invalid");

    public static Command Create()
    {
        var target = new Argument<string>("url|key") { Description = "Base of an API (http://localhost:8000/v1; Anthropic's, Gemini's and Ollama's end before their versions), or the key of a model in the catalogue (ollama/qwen3:8b)." };
        var (options, catalogue) = (new BenchOptions(), new CatalogueOptions());
        var verb = new Verb(
            "bench",
            "Measure how a model answers under load. Every request is real: at a hosted provider it costs what it costs there.",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --concurrency 8 --duration 60s",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --rate 4 --duration 2m --warmup 10s --json | jq .metrics.ttft.p50",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --concurrency 1..64 --duration 30s --html report.html",
            "tamma bench https://api.anthropic.com --protocol anthropic --model claude-haiku-4-5 --key env:ANTHROPIC_API_KEY --requests 30",
            "tamma bench anthropic/claude-haiku-4-5 --requests 30 --budget 0.10")
        { target };
        options.AddTo(verb);
        catalogue.AddTo(verb);
        verb.Runs((session, cancellationToken) =>
        {
            var (parsed, named) = (session.Parsed, session.Parsed.GetValue(target)!);
            var levels = options.Load.Levels(parsed);
            options.Documents.Check(parsed);
            if (IsAddress(named))
            {
                var url = Address(named);
                return options.Read(parsed, url, levels.Arrivals).Model is ""
                    ? throw new RefusedException($"Say which model is asked: tamma bench {url} --model NAME")
                    : MeasureAsync(session, options, levels, load => options.Read(parsed, url, load), LoadProcess.RunAsync, cancellationToken);
            }

            return catalogue.IsDry(parsed)
                ? EstimateAsync(session, catalogue.Read(parsed, named, options.Read(parsed, s_catalogue, levels.At(levels.Loads[0]))), cancellationToken)
                : MeasureAsync(session, options, levels, load => options.Read(parsed, s_catalogue, load), (plan, show, token) => CatalogueBench.RunAsync(session, catalogue.Read(parsed, named, plan), plan.SamplesFile, show, token), cancellationToken);
        });
        return verb;
    }

    private static async Task<int> MeasureAsync(Session session, BenchOptions options, LoadLevels levels, Func<LoadArrivals, LoadPlan> planOf, Measuring measure, CancellationToken cancellationToken)
    {
        var screen = new BenchScreen(session.Output);
        try
        {
            if (levels.IsSweep)
            {
                var sweep = await new SweepRun(screen, measure, session.Time).RunAsync(levels, planOf, cancellationToken);
                screen.End();
                return Tell(session, options, sweep);
            }

            var report = await measure(planOf(levels.At(levels.Loads[0])), screen.Show, cancellationToken);
            screen.End();
            return Tell(session, options, report);
        }
        finally
        {
            screen.End();
        }
    }

    private static async Task<int> EstimateAsync(Session session, BenchmarkRequest request, CancellationToken cancellationToken)
    {
        var estimate = await CatalogueBench.StartAsync(session, request, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(estimate, TammaJson.Default.BenchmarkResponse);
        }
        else
        {
            session.Output.Line($"{estimate.Model}: {estimate.Sentence}");
        }

        return ExitCodes.Succeeded;
    }

    private static int Tell(Session session, BenchOptions options, LoadReportResponse report)
    {
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

    private static int Tell(Session session, BenchOptions options, LoadSweepResponse sweep)
    {
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

    /// <summary>A name with a port is an address whose scheme was forgotten: no provider's id holds a colon.</summary>
    private static bool IsAddress(string named) => named.Split('/')[0].Contains(':', StringComparison.Ordinal) || !named.Contains('/', StringComparison.Ordinal);

    private static Uri Address(string named) =>
        Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw new RefusedException($"'{named}' is no http address and no key of a model; write http://localhost:8000/v1, or provider/id.");
}

/// <summary>One load, wherever it is measured. When it is cancelled it gives what was measured until then, where there is any.</summary>
internal delegate Task<LoadReportResponse> Measuring(LoadPlan plan, Action<LoadProgress> onProgress, CancellationToken cancellationToken);
