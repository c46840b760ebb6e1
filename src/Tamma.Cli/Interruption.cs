using System.Runtime.InteropServices;

namespace Tamma.Cli;

/// <summary>
/// Turns Ctrl-C or SIGTERM into a cancellation. Another one ends the process, but not at once: a shell's <c>timeout</c> sends two for one,
/// and what was begun is to be cleaned up.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan s_same = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long? _first;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        _first ??= _time.GetTimestamp();
        context.Cancel = _time.GetElapsedTime(_first.Value) < s_same;
        _source.Cancel();
    }
}
