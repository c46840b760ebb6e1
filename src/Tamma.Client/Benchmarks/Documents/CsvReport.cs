using System.Globalization;
using System.Text;

namespace Tamma.Client.Benchmarks.Documents;

/// <summary>One line for each load, under one line of names: metrics as <c>ttft_p50</c>, in milliseconds. What is undefined or withheld is empty. RFC 4180.</summary>
public static class CsvReport
{
    /// <param name="report">Of one run.</param>
    public static string Of(LoadReportResponse report) => Of([report]);

    /// <param name="sweep">Of several loads.</param>
    public static string Of(LoadSweepResponse sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Of(sweep.Levels);
    }

    private static string Of(IReadOnlyList<LoadReportResponse> reports)
    {
        var text = new StringBuilder();
        for (var i = 0; i < reports.Count; i++)
        {
            List<(string Name, string Value)> cells = [.. Cells(reports[i])];
            if (i == 0)
            {
                text.AppendJoin(',', cells.Select(cell => cell.Name)).Append("\r\n");
            }

            text.AppendJoin(',', cells.Select(cell => cell.Value)).Append("\r\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Cells(LoadReportResponse report)
    {
        var (requests, throughput, client) = (report.Requests, report.Throughput, report.Client);
        return
        [
            ("started_at", report.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("model", Text(report.Model)),
            ("url", Text(Words.Address(report.Url))),
            ("protocol", Text(report.Protocol)),
            ("concurrency", Number(report.Load.Concurrency)),
            ("rate", Number(report.Load.Rate)),
            ("verdict", Text(report.Verdict)),
            ("cut_short", report.CutShort ? "true" : "false"),
            ("seed", Number(report.Seed)),
            ("seconds", Number(report.Seconds)),
            ("requests", Number(requests.Total)),
            ("ok", Number(requests.Ok)),
            ("errors", Number(requests.Errors)),
            ("timeouts", Number(requests.Timeouts)),
            ("throttled", Number(requests.Throttled)),
            ("cancelled", Number(requests.Cancelled)),
            ("failure_rate", Number(requests.FailureRate)),
            ("requests_per_second", Number(throughput.RequestsPerSecond)),
            ("output_tokens_per_second", Number(throughput.OutputTokensPerSecond)),
            ("input_tokens_per_second", Number(throughput.InputTokensPerSecond)),
            ("characters_per_second", Number(throughput.CharactersPerSecond)),
            ("in_flight_mean", Number(report.InFlightMean)),
            ("goodput_per_second", Number(report.GoodputPerSecond)),
            ("goodput_share", Number(report.GoodputShare)),
            .. NamedMetric.Of(report).SelectMany(Cells),
            ("client_probe_p99", Number(client.ProbeP99)),
            ("client_cpu_cores", Number(client.CpuCores)),
        ];
    }

    private static IEnumerable<(string Name, string Value)> Cells(NamedMetric metric) =>
    [
        ($"{metric.Key}_count", Number(metric.Metric.Count)),
        ($"{metric.Key}_mean", Number(metric.Metric.Mean)),
        ($"{metric.Key}_min", Number(metric.Metric.Min)),
        .. metric.Quantiles.Select(quantile => ($"{metric.Key}_{quantile.Key}", Number(quantile.Value))),
        ($"{metric.Key}_max", Number(metric.Metric.Max)),
    ];

    private static string Number(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("0.######", CultureInfo.InvariantCulture) : "";

    /// <summary>A name that begins like a formula would be reckoned by a spreadsheet.</summary>
    private static string Text(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return safe.IndexOfAny(['"', ',', '\r', '\n']) >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
