using System.Threading.Channels;

namespace Tamma.Notifications.Deliveries;

/// <summary>"Look again." Nudged twice before anybody looks it is one.</summary>
public sealed class DeliverySignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Nudge() => _raised.Writer.TryWrite(true);

    /// <summary>Waits for the signal, but not longer than that.</summary>
    internal async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is time to look anyway.
        }
    }
}
