using System.Globalization;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>What was asked, and what the server had in its memory, a sentence each.</summary>
internal static class WorkloadLines
{
    private const double Gigabyte = 1e9;

    public static IEnumerable<string> Of(LoadReportResponse report)
    {
        if (report.Workload is { } workload)
        {
            yield return Asked(workload);
            foreach (var note in workload.Notes)
            {
                yield return note;
            }
        }

        if (report.Runtime is { } runtime)
        {
            yield return InMemory(runtime);
        }
    }

    private static string Asked(LoadWorkloadResponse workload)
    {
        var how = workload.Estimated ? "estimated at four characters a token" : $"by {workload.Tokenizer}";
        var counted = workload is { InputCounted: { } mean, InputDifference: { } difference }
            ? string.Create(CultureInfo.InvariantCulture, $", {mean:0.#} as the server counted ({difference:+0.#;-0.#;0} %)")
            : "";
        return $"Prompts of {Length(workload.Input)} tokens {how}{counted}; answers of at most {Length(workload.Output)}.";
    }

    private static string Length(LoadLengthResponse length) => length.Min == length.Max
        ? string.Create(CultureInfo.InvariantCulture, $"{length.Min}")
        : string.Create(CultureInfo.InvariantCulture, $"{length.Min} to {length.Max} (mean {length.Mean:0})");

    private static string InMemory(LoadRuntimeResponse runtime)
    {
        var before = runtime.LoadedBefore switch { true => "The model was in memory before", false => "The model was not in memory before: the first answers waited for it", null => "The server said nothing of its memory before" };
        var size = runtime is { SizeBytes: { } all, VramBytes: { } vram }
            ? string.Create(CultureInfo.InvariantCulture, $"; {all / Gigabyte:0.0} GB, {vram / Gigabyte:0.0} GB of it on graphics cards")
            : "";
        var room = runtime.Context is { } context ? string.Create(CultureInfo.InvariantCulture, $", room for {context} tokens") : "";
        return $"{before}{size}{room}{(runtime.LoadedAfter is false ? "; not any more afterwards" : "")}.";
    }
}
