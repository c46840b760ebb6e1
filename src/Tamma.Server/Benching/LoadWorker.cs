using System.Text.Json;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;
using Tamma.Client.Benchmarks;
using Tamma.Server.Hosting;

namespace Tamma.Server.Benching;

/// <summary>Gives orders to <c>Tamma.Load</c>, in a process of its own. Samples come through a file in a folder that only this user can read, and that is gone afterwards.</summary>
internal sealed class LoadWorker(ServerSettings settings) : ILoadWorker
{
    private const int Batch = 500;

    public async Task<LoadOutcome> RunAsync(LoadOrder order, Action<LoadMoment> onProgress, Func<SampleBatch, Task> onSamples, CancellationToken cancellationToken)
    {
        var start = LoadProgram.Find(settings.LoadWorker)
            ?? throw new BenchmarkRefusedException("worker", settings.LoadWorker is { } named ? $"TAMMA_LOAD names {named}, and there is no such file." : "Tamma.Load is not beside the server. Set TAMMA_LOAD to its path.");
        var folder = Directory.CreateTempSubdirectory("tamma-benchmark-");
        try
        {
            var samples = Path.Combine(folder.FullName, "samples.jsonl");
            var end = await LoadWorkerProcess.RunAsync(start, LoadOrders.Plan(order, samples), progress => onProgress(Moment(progress)), cancellationToken);
            if (end.Report is null)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var report = end.Report ?? throw new BenchmarkRefusedException("worker", end.Refused ?? $"The load worker ended with {end.ExitCode} and no report.");
            await ReadAsync(samples, onSamples);
            return new(Verdict(report), JsonSerializer.SerializeToUtf8Bytes(report, LoadJson.Default.LoadReportResponse), Sentence(report));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ReadAsync(string file, Func<SampleBatch, Task> onSamples)
    {
        if (!File.Exists(file))
        {
            return;
        }

        using var lines = new MemoryStream();
        var count = 0;
        await foreach (var line in File.ReadLinesAsync(file))
        {
            lines.Write(System.Text.Encoding.UTF8.GetBytes(line));
            lines.WriteByte((byte)'\n');
            if (++count == Batch)
            {
                await onSamples(new(count, lines.ToArray()));
                lines.SetLength(0);
                count = 0;
            }
        }

        if (count > 0)
        {
            await onSamples(new(count, lines.ToArray()));
        }
    }

    private static LoadMoment Moment(LoadProgress progress) =>
        new(progress.Phase, progress.Done, progress.ElapsedSeconds, progress.Started, progress.Ok, progress.Failed, progress.InFlight, progress.TtfbP50, progress.E2eP50);

    private static LoadVerdict Verdict(LoadReportResponse report) => report.Verdict switch
    {
        "valid" => LoadVerdict.Valid,
        "over_saturated" => LoadVerdict.OverSaturated,
        "client_limited" => LoadVerdict.ClientLimited,
        _ => LoadVerdict.Invalid,
    };

    private static string Sentence(LoadReportResponse report)
    {
        var ttft = report.Metrics.Ttft.P50 is { } median ? FormattableString.Invariant($"; time to first token {median:0} ms (p50)") : "";
        var why = report.Reasons is [var first, ..] ? $" {first}" : "";
        return FormattableString.Invariant($"{report.Requests.Ok} of {report.Requests.Total} requests answered in {report.Seconds:0.#} s{ttft}.{why}");
    }
}
