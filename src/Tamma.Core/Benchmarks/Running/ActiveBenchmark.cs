namespace Tamma.Benchmarks.Running;

/// <summary>A run that has not ended.</summary>
public sealed class ActiveBenchmark : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancel = new();
    private volatile BenchmarkRun _run;
    private volatile LoadMoment? _moment;

    internal ActiveBenchmark(BenchmarkRun run) => (_run, Token) = (run, _cancel.Token);

    public BenchmarkRun Run
    {
        get => _run;
        internal set => _run = value;
    }

    /// <summary>How far it is; null while it waits.</summary>
    public LoadMoment? Moment
    {
        get => _moment;
        internal set => _moment = value;
    }

    /// <summary>Is done when all of it is stored.</summary>
    public Task Ended => _ended.Task;

    internal CancellationToken Token { get; }

    public void Dispose() => _cancel.Dispose();

    internal void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    internal void End()
    {
        _ended.TrySetResult();
        Dispose();
    }
}
