using System.Globalization;

namespace Tamma.Client.Benchmarks.Documents;

/// <summary>Figures and sentences of a report, the same in every document.</summary>
internal static class Words
{
    /// <summary>What is undefined or withheld. Never a zero.</summary>
    public const string Unknown = "—";

    public static string Verdict(string verdict) => verdict switch
    {
        "valid" => "Valid",
        "invalid" => "Invalid",
        "over_saturated" => "Over-saturated",
        "client_limited" => "Client-limited",
        _ => verdict.Replace('_', ' '),
    };

    public static string Meaning(string verdict) => verdict switch
    {
        "valid" => "The figures are the server's.",
        "invalid" => "The figures say little of the server's speed.",
        "over_saturated" => "The server fell behind for as long as it was asked: the percentiles tell how long that was.",
        "client_limited" => "The measuring machine was the limit: compare these figures with nothing.",
        _ => "",
    };

    public static string SweepMeaning(LoadSweepResponse sweep) => sweep.Verdict switch
    {
        "valid" => sweep.Reasons.Count == 0 ? "The figures of every level are the server's." : "The figures of the valid levels are the server's.",
        "client_limited" => "At some level the measuring machine was the limit; its figures are shown and kept out of the knee.",
        _ => "No level gave figures that say something of the server's speed.",
    };

    /// <summary>Where the knee is and why.</summary>
    public static string Knee(LoadSweepResponse sweep) =>
        sweep.Knee is { Concurrency: { } streams } ? $"The knee is at {Count(streams)} at once. {sweep.Knee.Why}"
        : sweep.Knee is { Rate: { } rate } ? $"The knee is at {Number(rate)} requests a second. {sweep.Knee.Why}"
        : sweep.Knee.Why;

    public static string Load(LoadArrivals load) => load.Concurrency is { } streams
        ? $"{Count(streams)} at once (closed loop)"
        : $"{Number(load.Rate)} requests a second ({load.Arrival}, open loop)";

    /// <summary>The level alone, as an axis has it.</summary>
    public static string Level(LoadArrivals load) => load.Concurrency is { } streams ? Count(streams) : Number(load.Rate);

    /// <summary>Without a name, a password, a query and a fragment: these hold keys.</summary>
    public static string Address(Uri url) =>
        url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : Unknown;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A model as it called itself, or as it was asked for.</summary>
    public static string Model(LoadReportResponse report) => report.ServedModels is [var served] ? served : report.Model;

    public static string Count(double? count) => count is { } known ? known.ToString("#,0", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>Three figures: more are noise.</summary>
    public static string Number(double? value) => value switch
    {
        null => Unknown,
        { } known when known == 0 => "0",
        { } known => known.ToString(Math.Abs(known) switch { >= 100 => "#,0", >= 10 => "0.#", >= 1 => "0.##", >= 0.01 => "0.###", _ => "0.0e0" }, CultureInfo.InvariantCulture),
    };

    /// <summary>Milliseconds without their unit, which a heading has.</summary>
    public static string Milliseconds(double? value) => value switch
    {
        null => Unknown,
        { } known => known.ToString(Math.Abs(known) switch { >= 1_000 => "#,0", >= 100 => "0.0", >= 1 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture),
    };

    public static string Percent(double? share) => share is { } known ? known.ToString(known is 0 or 1 ? "0%" : "0.0%", CultureInfo.InvariantCulture).Replace("%", " %", StringComparison.Ordinal) : Unknown;

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB"),
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
    };

    public static string Seconds(double? seconds) => seconds is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.##} s") : Unknown;

    /// <summary>A quantile, or how many samples it needs.</summary>
    public static string Quantile(MetricResponse metric, double? value, string name) =>
        value is not null ? Milliseconds(value)
        : metric.Count > 0 && metric.Needs.TryGetValue(name, out var needs) ? $"needs {Count(needs)}, has {Count(metric.Count)}"
        : Unknown;

    public static string Interval(IReadOnlyList<double> interval) => $"{Milliseconds(interval[0])} to {Milliseconds(interval[1])}";
}
