using System.Collections.Concurrent;

namespace Tamma.Events;

/// <summary>The lease of a single node.</summary>
public sealed class InProcessLease : ILease
{
    private readonly ConcurrentDictionary<string, byte> _held = new(StringComparer.Ordinal);

    public Task<IAsyncDisposable?> TryAcquireAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(_held.TryAdd(name, 0) ? new Held(_held, name) : null);

    private sealed class Held(ConcurrentDictionary<string, byte> held, string name) : IAsyncDisposable
    {
        private int _returned;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                held.TryRemove(name, out _);
            }

            return ValueTask.CompletedTask;
        }
    }
}
