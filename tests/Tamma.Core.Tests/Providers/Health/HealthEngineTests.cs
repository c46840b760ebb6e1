using CsCheck;
using Tamma.Core.Tests.Notifications;
using Tamma.Notifications.Severities;
using Tamma.Providers;
using Tamma.Providers.Health;
using Xunit;

namespace Tamma.Core.Tests.Providers.Health;

/// <summary>What makes a connection healthy, and what does not.</summary>
public sealed class HealthEngineTests
{
    private static readonly DateTimeOffset s_begin = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly HealthRule s_rule = HealthRule.Default;

    /// <summary>Letters: g good, s slow, p partial, f failed, l limited, q quota, u unauthorised, n no credential, a absent.</summary>
    [Theory]
    [InlineData("", HealthStatus.Unknown)]
    [InlineData("g", HealthStatus.Healthy)]
    [InlineData("f", HealthStatus.Unknown)]
    [InlineData("fff", HealthStatus.Unhealthy)]
    [InlineData("gf", HealthStatus.Healthy)]
    [InlineData("gff", HealthStatus.Healthy)]
    [InlineData("gfff", HealthStatus.Unhealthy)]
    [InlineData("gffgff", HealthStatus.Healthy)]
    [InlineData("gfffg", HealthStatus.Degraded)]
    [InlineData("gfffgg", HealthStatus.Healthy)]
    [InlineData("gfffgf", HealthStatus.Degraded)]
    [InlineData("gfffgfff", HealthStatus.Unhealthy)]
    [InlineData("gl", HealthStatus.RateLimited)]
    [InlineData("gq", HealthStatus.RateLimited)]
    [InlineData("glg", HealthStatus.Healthy)]
    [InlineData("u", HealthStatus.Unauthorised)]
    [InlineData("n", HealthStatus.Unauthorised)]
    [InlineData("gug", HealthStatus.Healthy)]
    [InlineData("fffu", HealthStatus.Unauthorised)]
    [InlineData("guf", HealthStatus.Unauthorised)]
    [InlineData("guff", HealthStatus.Unhealthy)]
    [InlineData("gss", HealthStatus.Healthy)]
    [InlineData("gsss", HealthStatus.Degraded)]
    [InlineData("gsssg", HealthStatus.Healthy)]
    [InlineData("gppp", HealthStatus.Degraded)]
    [InlineData("gspsp", HealthStatus.Degraded)]
    [InlineData("ga", HealthStatus.Unknown)]
    [InlineData("gag", HealthStatus.Healthy)]
    [InlineData("gffaff", HealthStatus.Unknown)]
    public void A_history_leads_to_a_status(string history, HealthStatus expected) => Assert.Equal(expected, After(history).Status);

    [Theory]
    [InlineData("g", "acme: answers as it should.")]
    [InlineData("gff", "acme: answers as a rule; the last 2 times it failed (timed_out).")]
    [InlineData("gfff", "acme: failed 3 times in a row (timed_out); what it listed is kept.")]
    [InlineData("gfffg", "acme: answers again; healthy after one more answer.")]
    [InlineData("gsss", "acme: answers slowly, in more than 10 s.")]
    [InlineData("gl", "acme: too many requests; it is asked again later.")]
    [InlineData("gq", "acme: no quota left; what it listed is kept.")]
    [InlineData("gu", "acme: it refuses the key; set a valid one.")]
    [InlineData("gn", "acme: its key is not there; set it.")]
    [InlineData("ga", "acme: does not run now; what it listed is kept.")]
    [InlineData("f", "acme: not known yet; the last time it failed (timed_out).")]
    public void A_status_says_why(string history, string sentence) => Assert.Equal(sentence, After(history).Sentence);

    [Fact]
    public void The_time_of_a_status_is_that_of_the_sample_that_brought_it()
    {
        Assert.Equal(s_begin.AddMinutes(3), After("gfff").Since);
        Assert.Equal(s_begin.AddMinutes(3), After("gffffff").Since);
    }

    [Fact]
    public void Whatever_happens_the_counts_and_the_status_agree()
    {
        Gen.Char["gspflqunc".Replace('c', 'a')].Array[0, 40].Sample(letters =>
        {
            var state = HealthState.Unknown("acme", s_begin);
            var at = s_begin;
            foreach (var letter in letters)
            {
                var before = state;
                var sample = Sample(letter, at = at.AddMinutes(1));
                state = HealthEngine.Next(before, sample, s_rule);

                Assert.True(state.Failures == 0 || state.Successes == 0);
                Assert.Equal(state.Status == before.Status ? before.Since : sample.At, state.Since);
                Assert.Equal(sample.Fault, state.Fault);
                Assert.StartsWith("acme: ", state.Sentence, StringComparison.Ordinal);
                if (state.Status is HealthStatus.Unhealthy && before.Status is not HealthStatus.Unhealthy)
                {
                    Assert.True(state.Failures >= s_rule.FailureThreshold);
                }

                if (state.Status is HealthStatus.Healthy && before.Status is HealthStatus.Unhealthy)
                {
                    Assert.Fail("Healthy after a single answer.");
                }

                // What ends badly is never shown as healthy: a third failure, or a refusal.
                if (state.Failures >= s_rule.FailureThreshold || letter is 'l' or 'q' or 'u' or 'n')
                {
                    Assert.NotEqual(HealthStatus.Healthy, state.Status);
                }
            }

            // Whatever it suffered, two good answers and two more bring it back.
            state = "gggg".Aggregate(state, (known, letter) => HealthEngine.Next(known, Sample(letter, at = at.AddMinutes(1)), s_rule));
            Assert.Equal(HealthStatus.Healthy, state.Status);
        });
    }

    [Theory]
    [InlineData(HealthStatus.Unknown, HealthStatus.Healthy, null)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Healthy, null)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Unhealthy, "Critical")]
    [InlineData(HealthStatus.Healthy, HealthStatus.Unauthorised, "Critical")]
    [InlineData(HealthStatus.Healthy, HealthStatus.Degraded, "Warning")]
    [InlineData(HealthStatus.Healthy, HealthStatus.RateLimited, "Warning")]
    [InlineData(HealthStatus.Degraded, HealthStatus.Healthy, "Notice")]
    [InlineData(HealthStatus.Healthy, HealthStatus.Unknown, "Info")]
    [InlineData(HealthStatus.Unknown, HealthStatus.Unauthorised, "Critical")]
    public void A_change_of_status_is_an_event(HealthStatus old, HealthStatus next, string? severity)
    {
        var before = HealthState.Unknown("work", s_begin) with { Status = old };
        var after = before with { Status = next, Since = s_begin.AddHours(1), Fault = ProviderFault.TimedOut, Sentence = "work: so it is." };

        var events = HealthEvents.Describe(before, after, "acme");

        Assert.Equal(severity, events is [var one] ? SeverityRules.Default.Of(Happened.Rows().Of(new(1, Guid.Empty, one))).ToString() : null);
        if (severity is not null)
        {
            Assert.Equal(("provider_status_changed", "acme", "work", after.Since), (events[0].Type, events[0].Provider, events[0].Connection, events[0].OccurredAt));
            Assert.Equal(
                $$"""{"connection":"work","old":"{{HealthWords.Of(old)}}","new":"{{HealthWords.Of(next)}}","since":"2026-11-23T10:00:00Z","sentence":"work: so it is.","fault":"timed_out"}""",
                System.Text.Encoding.UTF8.GetString(events[0].Data.Span));
        }
    }

    [Fact]
    public void Every_fault_has_a_name_that_is_read_back()
    {
        Assert.All(Enum.GetValues<ProviderFault>(), fault => Assert.Equal(fault, HealthWords.Fault(HealthWords.Of(fault))));
        Assert.Null(HealthWords.Fault("storage"));
        Assert.Null(HealthWords.Fault(null));
    }

    internal static HealthSample Sample(char letter, DateTimeOffset at) => letter switch
    {
        'g' => new("acme", at, HealthOutcome.Good, null, TimeSpan.FromMilliseconds(50), HealthSource.Run),
        's' => new("acme", at, HealthOutcome.Slow, null, TimeSpan.FromSeconds(11), HealthSource.Run),
        'p' => new("acme", at, HealthOutcome.Partial, null, null, HealthSource.Run),
        'a' => new("acme", at, HealthOutcome.Absent, ProviderFault.Unreachable, null, HealthSource.Run),
        _ => new("acme", at, HealthOutcome.Failed, letter switch
        {
            'l' => ProviderFault.RateLimited,
            'q' => ProviderFault.QuotaExhausted,
            'u' => ProviderFault.Unauthorised,
            'n' => ProviderFault.NoCredential,
            _ => ProviderFault.TimedOut,
        }, null, HealthSource.Check),
    };

    private static HealthState After(string history)
    {
        var at = s_begin;
        return history.Aggregate(HealthState.Unknown("acme", s_begin), (state, letter) =>
        {
            var next = HealthEngine.Next(state, Sample(letter, at), s_rule);
            at = at.AddMinutes(1);
            return next;
        });
    }
}
