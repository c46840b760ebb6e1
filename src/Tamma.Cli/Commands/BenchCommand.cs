using System.CommandLine;
using Tamma.Cli.Benching;
using Tamma.Cli.Connecting;
using Tamma.Client;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Commands;

/// <summary>Measures a model: at any address, without a server of ours, or one of the catalogue, by the server.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("url|key") { Description = "Base of an API (http://localhost:8000/v1; Anthropic's, Gemini's and Ollama's end before their versions), or the key of a model in the catalogue (ollama/qwen3:8b)." };
        var (options, catalogue) = (new BenchOptions(), new CatalogueOptions());
        var verb = new Verb(
            "bench",
            "Measure how a model answers under load. Every request is real: at a hosted provider it costs what it costs there.",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --concurrency 8 --duration 60s",
            "tamma bench http://localhost:8000/v1 --model qwen3-8b --rate 4 --duration 2m --warmup 10s --json | jq .metrics.ttft.p50",
            "tamma bench https://api.anthropic.com --protocol anthropic --model claude-haiku-4-5 --key env:ANTHROPIC_API_KEY --requests 30",
            "tamma bench anthropic/claude-haiku-4-5 --requests 30 --budget 0.10")
        { target };
        options.AddTo(verb);
        catalogue.AddTo(verb);
        verb.Runs((session, cancellationToken) =>
        {
            var named = session.Parsed.GetValue(target)!;
            return IsAddress(named)
                ? AtAddressAsync(session, options.Read(session.Parsed, Address(named)), cancellationToken)
                : OfCatalogueAsync(session, options.Read(session.Parsed, new("http://catalogue.invalid")), plan => catalogue.Read(session.Parsed, named, plan), cancellationToken);
        });
        return verb;
    }

    private static async Task<int> AtAddressAsync(Session session, LoadPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Model is "")
        {
            throw new RefusedException($"Say which model is asked: tamma bench {plan.Url} --model NAME");
        }

        var screen = new BenchScreen(session.Output);
        var report = await LoadProcess.RunAsync(plan, screen.Show, cancellationToken);
        screen.End();
        return Print(session, report);
    }

    private static async Task<int> OfCatalogueAsync(Session session, LoadPlan plan, Func<LoadPlan, BenchmarkRequest> read, CancellationToken cancellationToken)
    {
        var screen = new BenchScreen(session.Output);
        var benchmark = await CatalogueBench.RunAsync(session, read(plan), plan.SamplesFile, screen.Show, cancellationToken);
        screen.End();
        if (benchmark.Report is { } report)
        {
            return Print(session, report);
        }

        if (session.Output.Json)
        {
            session.Output.Document(benchmark, TammaJson.Default.BenchmarkResponse);
        }
        else
        {
            session.Output.Line($"{benchmark.Model}: {benchmark.Sentence}");
        }

        return ExitCodes.Succeeded;
    }

    private static int Print(Session session, LoadReportResponse report)
    {
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
    }

    /// <summary>A name with a port is an address whose scheme was forgotten: no provider's id holds a colon.</summary>
    private static bool IsAddress(string named) => named.Split('/')[0].Contains(':', StringComparison.Ordinal) || !named.Contains('/', StringComparison.Ordinal);

    private static Uri Address(string named) =>
        Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw new RefusedException($"'{named}' is no http address and no key of a model; write http://localhost:8000/v1, or provider/id.");
}
