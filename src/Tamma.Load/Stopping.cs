using System.Runtime.InteropServices;
using Tamma.Load.Pacing;

namespace Tamma.Load;

/// <summary>
/// SIGINT or SIGTERM closes the window; another one ends the process, but not within a second: a terminal sends one and whoever started this program sends it
/// again.
/// </summary>
internal sealed class Stopping : IDisposable
{
    private const long Same = 1_000_000_000;

    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long? _first;

    public Stopping(CancellationTokenSource source)
    {
        _source = source;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        _first ??= Clock.Now;
        context.Cancel = Clock.Now - _first.Value < Same;
        _source.Cancel();
    }
}
