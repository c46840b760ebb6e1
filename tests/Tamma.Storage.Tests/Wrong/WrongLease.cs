using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right lease behind one fault.</summary>
internal sealed class WrongLease(SignalFault fault) : ILease
{
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    public Task<IAsyncDisposable?> TryAcquireAsync(string name, CancellationToken cancellationToken)
    {
        name = fault is SignalFault.LendsOneNameOnly ? "any" : name;
        lock (_held)
        {
            var isFree = _held.Add(name) || fault is SignalFault.LendsTwice;
            return Task.FromResult<IAsyncDisposable?>(isFree ? new Held(this, name) : null);
        }
    }

    private void Return(string name)
    {
        if (fault is not SignalFault.KeepsForEver)
        {
            _held.Remove(name);
        }
    }

    private sealed class Held(WrongLease lease, string name) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lease.Return(name);
            return default;
        }
    }
}
