using CsCheck;
using Tamma.Catalog;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

public sealed class NextRunTests
{
    private static readonly SourceId s_source = SourceId.ModelsDev;

    [Fact]
    public void A_source_that_was_never_read_is_read_now() =>
        Assert.Equal(Any.Now, NextRun.After(s_source, null, TimeSpan.FromHours(1), 0.1, null, Any.Now));

    [Fact]
    public void The_next_run_is_an_interval_after_the_last_within_the_jitter() =>
        Gen.Int[1, 10_000].Sample(minutes =>
        {
            var interval = TimeSpan.FromMinutes(minutes);

            var next = NextRun.After(s_source, Last(Any.Now), interval, 0.1, null, Any.Now);

            Assert.InRange(next, Any.Now + (interval * 0.9), Any.Now + (interval * 1.1));
        });

    [Fact]
    public void A_restart_does_not_move_the_next_run()
    {
        var last = Last(Any.Now);

        Assert.Equal(
            NextRun.After(s_source, last, TimeSpan.FromHours(1), 0.1, null, Any.Now),
            NextRun.After(s_source, last, TimeSpan.FromHours(1), 0.1, null, Any.Now.AddMinutes(30)));
    }

    [Fact]
    public void A_run_that_is_overdue_is_now() =>
        Assert.Equal(Any.Now.AddDays(2), NextRun.After(s_source, Last(Any.Now), TimeSpan.FromHours(1), 0.1, null, Any.Now.AddDays(2)));

    [Fact]
    public void A_provider_that_asked_for_time_gets_it()
    {
        Assert.Equal(Any.Now.AddHours(5), NextRun.After(s_source, Last(Any.Now), TimeSpan.FromHours(1), 0.1, Any.Now.AddHours(5), Any.Now));
        Assert.True(NextRun.After(s_source, Last(Any.Now), TimeSpan.FromHours(1), 0.1, Any.Now.AddSeconds(5), Any.Now) > Any.Now.AddMinutes(50));
    }

    private static Run Last(DateTimeOffset started) =>
        new() { Id = Guid.CreateVersion7(started), Source = s_source, Trigger = RunTrigger.Schedule, QueuedAt = started, StartedAt = started };
}
