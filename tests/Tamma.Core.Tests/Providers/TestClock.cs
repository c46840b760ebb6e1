using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Tamma.Core.Tests.Providers;

/// <summary>Tells of each wait between tries, so that a test moves the clock exactly then and never sleeps.</summary>
/// <param name="timeout">Of one try: it is not waited for, unless a server hangs.</param>
internal sealed class TestClock(TimeSpan timeout) : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public List<TimeSpan> Waits { get; } = [];

    public ValueTask<TimeSpan> NextWaitAsync() => _waits.Reader.ReadAsync();

    public void Wait(TimeSpan time) => _waits.Writer.TryWrite(time);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime != timeout)
        {
            Waits.Add(dueTime);
            Wait(dueTime);
        }

        return timer;
    }
}
