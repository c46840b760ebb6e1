using System.Text;
using System.Threading.Channels;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;

namespace Tamma.Server.Tests.Running;

/// <summary>Measures nothing: a test sees each order, and says what comes of it.</summary>
internal sealed class StubLoadWorker : ILoadWorker
{
    public const string Report = """
        {"verdict":"valid","protocol":"openai","url":"http://x/v1","model":"one","load":{"concurrency":1},"seed":0,"started_at":"2026-11-24T00:00:00Z","seconds":1.5,
        "requests":{"total":2,"ok":2},"metrics":{"ttfb":{"count":0},"ttft":{"count":2},"ttfo":{"count":0},"tpot":{"count":0},"icl":{"count":0},"e2e":{"count":0},"user":{"count":0},"dispatch_delay":{"count":0},"send_delay":{"count":0}},
        "throughput":{"requests_per_second":1.3,"characters_per_second":0},"client":{"version":"0","runtime":"r","system":"s","processors":2}}
        """;

    private readonly Channel<(LoadOrder Order, Action<LoadMoment> Tell, TaskCompletionSource<LoadOutcome> End)> _orders = Channel.CreateUnbounded<(LoadOrder, Action<LoadMoment>, TaskCompletionSource<LoadOutcome>)>();
    private int _together;

    /// <summary>The most that were under way at once.</summary>
    public int MostTogether { get; private set; }

    public ValueTask<(LoadOrder Order, Action<LoadMoment> Tell, TaskCompletionSource<LoadOutcome> End)> NextAsync(CancellationToken cancellationToken) => _orders.Reader.ReadAsync(cancellationToken);

    public static LoadOutcome Outcome(LoadVerdict verdict = LoadVerdict.Valid) => new(verdict, Encoding.UTF8.GetBytes(Report), "2 of 2 requests answered.");

    public async Task<LoadOutcome> RunAsync(LoadOrder order, Action<LoadMoment> onProgress, Func<SampleBatch, Task> onSamples, CancellationToken cancellationToken)
    {
        MostTogether = Math.Max(MostTogether, Interlocked.Increment(ref _together));
        try
        {
            var end = new TaskCompletionSource<LoadOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            await _orders.Writer.WriteAsync((order, onProgress, end), cancellationToken);
            var outcome = await end.Task.WaitAsync(cancellationToken);
            await onSamples(new(2, "{\"index\":0}\n{\"index\":1}\n"u8.ToArray()));
            return outcome;
        }
        finally
        {
            Interlocked.Decrement(ref _together);
        }
    }
}
