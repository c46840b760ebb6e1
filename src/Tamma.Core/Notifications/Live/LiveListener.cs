namespace Tamma.Notifications.Live;

/// <summary>Somebody who listens, for as long as it is not disposed.</summary>
public sealed class LiveListener : IDisposable
{
    private readonly LiveFanout _fanout;
    private long _position = -1;
    private long _acknowledged = -1;

    internal LiveListener(LiveFanout fanout, string way) => (_fanout, Way) = (fanout, way);

    /// <summary>How it is connected: <c>websocket</c>, <c>sse</c>, <c>process</c>.</summary>
    public string Way { get; }

    /// <summary>Called at each batch and when reading begins; whoever has other things to tell it may call too.</summary>
    public LiveSignal Signal { get; } = new();

    /// <summary>How far it has come; below zero before it is known.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        internal set => Volatile.Write(ref _position, value);
    }

    /// <summary>How far its client says that it has come; below zero where it says nothing. Then it is that which counts as its lag.</summary>
    public long Acknowledged
    {
        get => Volatile.Read(ref _acknowledged);
        set => Volatile.Write(ref _acknowledged, value);
    }

    /// <summary>It is sent away.</summary>
    /// <param name="reason">One of <see cref="LiveCut"/>.</param>
    public void Cut(string reason) => _fanout.CountCut(reason);

    public void Dispose() => _fanout.Leave(this);
}
