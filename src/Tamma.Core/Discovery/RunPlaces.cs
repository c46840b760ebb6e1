namespace Tamma.Discovery;

/// <summary>
/// How many runs go on at the same time. A run that takes long gives its place to the next one and goes on without: twenty servers
/// that hang must not hold up the twenty-first. There is never more than one run of a source, so the sources bound them all.
/// </summary>
internal sealed class RunPlaces(int places, TimeProvider time) : IDisposable
{
    /// <summary>Nearly every run is over by then; one that is not waits for somebody.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _free = new(places, places);

    /// <summary>Waits for a place; disposing it gives it back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Place(_free, time);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Place : IDisposable
    {
        private readonly SemaphoreSlim _free;
        private readonly ITimer _timer;
        private int _given;

        public Place(SemaphoreSlim free, TimeProvider time)
        {
            _free = free;
            _timer = time.CreateTimer(static place => ((Place)place!).Give(), this, Patience, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _timer.Dispose();
            Give();
        }

        private void Give()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                _free.Release();
            }
        }
    }
}
