namespace Tamma.Notifications.Live;

/// <summary>Somebody who listens, for as long as it is not disposed.</summary>
public sealed class LiveListener : IDisposable
{
    private readonly LiveFanout _fanout;
    private long _position = -1;

    internal LiveListener(LiveFanout fanout, string way) => (_fanout, Way) = (fanout, way);

    /// <summary>How it is connected: <c>websocket</c>, <c>sse</c>, <c>process</c>.</summary>
    public string Way { get; }

    /// <summary>How far it has come; below zero before it is known.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        internal set => Volatile.Write(ref _position, value);
    }

    /// <summary>It was too slow, and is sent away.</summary>
    public void Cut() => _fanout.CountCut();

    public void Dispose() => _fanout.Leave(this);
}
