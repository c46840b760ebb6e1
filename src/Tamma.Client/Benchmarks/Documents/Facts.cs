namespace Tamma.Client.Benchmarks.Documents;

/// <summary>What a report says beside its metrics: pairs of a name and a text.</summary>
internal static class Facts
{
    /// <summary>What was measured.</summary>
    public static IEnumerable<(string Name, string Text)> Measured(LoadReportResponse report, bool withLoad = true)
    {
        yield return ("Model", report.Model);
        if (report.ServedModels.Count > 0)
        {
            yield return ("Answers came from", string.Join(", ", report.ServedModels));
        }

        yield return ("Address", Words.Address(report.Url));
        yield return ("Protocol", report.Asked is { Stream: false } ? $"{report.Protocol}, whole answers" : $"{report.Protocol}, streamed");
        if (withLoad)
        {
            yield return ("Load", Words.Load(report.Load));
            yield return ("Window", report.Asked?.WarmupSeconds is > 0 and var warm ? $"{Words.Seconds(report.Seconds)} after {Words.Seconds(warm)} of warm-up" : Words.Seconds(report.Seconds));
        }

        if (report.Workload is { } workload)
        {
            yield return ("Workload", Workload(workload));
        }

        if (report.Asked?.Objectives is { } good)
        {
            yield return ("Good is", Objectives(good));
        }

        if (report.Runtime is { } runtime)
        {
            yield return ("In the server's memory", InMemory(runtime));
        }

        yield return ("Seed", Words.Count(report.Seed));
        yield return ("Begun", Words.Time(report.StartedAt));
        yield return ("Measured by", $"tamma-load {report.Client.Version}, {report.Client.Runtime}, {report.Client.System}, {report.Client.Processors} cores");
    }

    /// <summary>What came of it.</summary>
    public static IEnumerable<(string Name, string Text)> Outcome(LoadReportResponse report)
    {
        var requests = report.Requests;
        yield return ("Requests in the window", Words.Count(requests.Total));
        yield return ("Answered", Words.Count(requests.Ok));
        foreach (var (name, count) in new[] { ("Errors", requests.Errors), ("Timeouts", requests.Timeouts), ("Throttled", requests.Throttled), ("Cut by the end of the window", requests.Cancelled) }.Where(part => part.Item2 > 0))
        {
            yield return (name, name is "Errors" && requests.ByError.Count > 0
                ? $"{Words.Count(count)} ({string.Join(", ", requests.ByError.OrderByDescending(error => error.Value).Select(error => $"{error.Key.Replace('_', ' ')} {Words.Count(error.Value)}"))})"
                : Words.Count(count));
        }

        foreach (var failure in requests.Failures ?? [])
        {
            yield return ($"{Words.Count(failure.Count)} times", failure.What);
        }

        yield return ("Failure rate", requests.FailureInterval is [var low, var high] ? $"{Words.Percent(requests.FailureRate)} (95 %: {Words.Percent(low)} to {Words.Percent(high)})" : Words.Percent(requests.FailureRate));
        yield return ("Requests a second", Words.Number(report.Throughput.RequestsPerSecond));
        yield return ("Output tokens a second", report.Throughput.PeakOutputTokensPerSecond is { } peak ? $"{Words.Number(report.Throughput.OutputTokensPerSecond)} (best second: {Words.Number(peak)})" : Words.Number(report.Throughput.OutputTokensPerSecond));
        yield return ("Input tokens a second", Words.Number(report.Throughput.InputTokensPerSecond));
        yield return ("Characters a second", Words.Number(report.Throughput.CharactersPerSecond));
        yield return ("Requests under way", $"{Words.Number(report.InFlightMean)} on average, {Words.Count(report.InFlightMax)} at most");
        if (report.GoodputPerSecond is { } good)
        {
            yield return ("Goodput", $"{Words.Number(good)} good requests a second, {Words.Percent(report.GoodputShare)} of all that ended by themselves");
        }

        foreach (var note in report.Workload?.Notes ?? [])
        {
            yield return ("Note", note);
        }

        yield return ("Tokens a piece", Words.Number(report.TokensPerChunk));
        yield return ("Pieces that came with another", Words.Percent(report.CoalescedShare));
        yield return ("Prompt tokens from a cache", Words.Percent(report.CachedShare));
    }

    /// <summary>How the measuring program fared.</summary>
    public static IEnumerable<(string Name, string Text)> Client(LoadReportResponse report)
    {
        var client = report.Client;
        yield return ("Heard late by (p99)", Late(client.ProbeP99));
        yield return ("Took to send (p99)", Late(client.SendDelayP99));
        if (report.Load.Rate is not null)
        {
            yield return ("Began late by (p99)", Late(client.DispatchDelayP99));
        }

        yield return ("Garbage collections", client.Collections is 0 ? "none" : $"{Words.Count(client.Collections)}, {Words.Milliseconds(client.PauseTotal)} ms in all, {Words.Milliseconds(client.PauseMax)} ms the longest");
        yield return ("Longest queue of its threads", Words.Count(client.MostQueued));
        yield return ("Processor", $"{Words.Number(client.CpuCores)} of {Words.Count(client.Processors)} cores");
        yield return ("Memory", Words.Bytes(client.PeakBytes));
        yield return ("Bodies", $"{Words.Bytes(client.BytesSent)} sent, {Words.Bytes(client.BytesReceived)} received");
        yield return ("Answers read where they are heard", client.InlineCompletions ? "yes" : "no: each piece waits for a thread");

        static string Late(double? value) => value is null ? Words.Unknown : $"{Words.Milliseconds(value)} ms";
    }

    private static string Workload(LoadWorkloadResponse workload)
    {
        var prompts = workload.OwnPrompts is { } own ? $"{Words.Count(own)} own prompts of {Length(workload.Input)}" : $"prompts of {Length(workload.Input)}";
        var how = workload.Estimated ? "estimated" : $"by {workload.Tokenizer}";
        var counted = workload.InputCounted is { } mean ? $"; {Words.Number(mean)} as the server counted" : "";
        var shared = workload.SharedPrefixTokens is { } prefix ? $", the first {Words.Count(prefix)} the same" : "";
        var tools = workload.Tools is { } some ? $", {Words.Count(some)} tools" : "";
        return $"{prompts} tokens ({how}{counted}){shared}{tools}, answers of at most {Length(workload.Output)} tokens";
    }

    private static string Length(LoadLengthResponse length) =>
        length.Min == length.Max ? Words.Count(length.Min) : $"{Words.Count(length.Min)} to {Words.Count(length.Max)} (mean {Words.Number(length.Mean)})";

    private static string InMemory(LoadRuntimeResponse runtime)
    {
        var before = runtime.LoadedBefore switch { true => "before the run", false => "not before the run, so the first answers waited for it", null => "not known before the run" };
        var size = runtime is { SizeBytes: { } all, VramBytes: { } vram } ? $"; {Words.Bytes(all)}, {Words.Bytes(vram)} of it on graphics cards" : "";
        var room = runtime.Context is { } context ? $"; room for {Words.Count(context)} tokens" : "";
        return before + size + room;
    }

    private static string Objectives(LoadObjectives good) => string.Join(
        ", ",
        new[] { ("first token", good.Ttft), ("each token", good.Tpot), ("whole answer", good.E2e) }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1} within {Words.Number(one.Item2)} ms"));
}
