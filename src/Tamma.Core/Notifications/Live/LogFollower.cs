using Tamma.Catalog.Retention;

namespace Tamma.Notifications.Live;

/// <summary>One reader's place in the log, and the way from there. Not for use by two threads at once.</summary>
public sealed class LogFollower
{
    private readonly IRetentionStore _retention;
    private readonly LiveFanout _fanout;
    private readonly LiveListener _listener;
    private readonly bool _isPatient;
    private bool _isLive;

    internal LogFollower(long position, IRetentionStore retention, LiveFanout fanout, LiveListener listener, bool isPatient)
    {
        (Position, _retention, _fanout, _listener, _isPatient) = (position, retention, fanout, listener, isPatient);
        listener.Position = position;
    }

    /// <summary>How far it has come.</summary>
    public long Position { get; private set; }

    /// <summary>The next stretch of the log; null at its end, where <see cref="LiveListener.Signal"/> says when to ask again.</summary>
    /// <exception cref="ListenerTooSlowException">It kept up once and has fallen behind what is held for it.</exception>
    /// <exception cref="CursorExpiredException">Retention has taken away what comes next.</exception>
    public async ValueTask<LiveBatch?> TryNextAsync(CancellationToken cancellationToken)
    {
        _listener.Position = Position;
        var (place, batch) = _fanout.Find(Position);
        if (place is LivePlace.AtEnd)
        {
            _isLive = true;
            return null;
        }

        if (place is LivePlace.Behind && _isLive && !_isPatient)
        {
            _listener.Cut(LiveCut.Behind);
            throw new ListenerTooSlowException(Position, _fanout.End - Position);
        }

        _isLive |= place is LivePlace.Within;
        batch ??= await ReplayAsync(cancellationToken);
        if (batch.End <= Position)
        {
            if (place is LivePlace.Behind)
            {
                // Something was there, and retention has left nothing of it.
                await CheckAsync(cancellationToken);
            }

            // The log's end, and the fan-out has not begun: it says when.
            return null;
        }

        var next = batch.After == Position ? batch : new(Position, batch.End, [.. batch.Behind(Position)]);
        Position = batch.End;
        return next;
    }

    private async Task<LiveBatch> ReplayAsync(CancellationToken cancellationToken)
    {
        var batch = await _fanout.Pages.ReadAsync(Position, cancellationToken);
        if (FirstBehind(batch) is { } first && first != Position + 1)
        {
            await CheckAsync(cancellationToken);
        }

        return batch;
    }

    private long? FirstBehind(LiveBatch batch) => batch.Behind(Position) is [var first, ..] ? first.Position : null;

    /// <summary>A gap: retention has made it, or the log has it.</summary>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if ((await _retention.ReadHorizonsAsync(cancellationToken)).Events is var kept && Position < kept)
        {
            throw CursorExpiredException.Gone(kept);
        }
    }
}
