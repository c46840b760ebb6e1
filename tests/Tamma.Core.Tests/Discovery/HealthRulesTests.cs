using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Core.Tests.Providers;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Providers.Health;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

/// <summary>What a run says of health, when a check is due, and whose models are stale.</summary>
public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RunState.Succeeded, null, false, false, "Good")]
    [InlineData(RunState.Unchanged, null, false, false, "Good")]
    [InlineData(RunState.Held, null, false, false, "Good")]
    [InlineData(RunState.Cancelled, null, false, false, null)]
    [InlineData(RunState.Failed, "timed_out", false, false, "Failed")]
    [InlineData(RunState.Failed, "storage", false, true, null)]
    [InlineData(RunState.Failed, "internal", false, true, null)]
    [InlineData(RunState.Failed, null, false, true, null)]
    [InlineData(RunState.Failed, "circuit_open", false, true, null)]
    [InlineData(RunState.Failed, "busy", false, true, null)]
    [InlineData(RunState.Failed, "forbidden_address", false, true, null)]
    [InlineData(RunState.Failed, "unreachable", true, false, null)]
    [InlineData(RunState.Failed, "unreachable", true, true, "Absent")]
    [InlineData(RunState.Failed, "server_error", true, false, "Failed")]
    public void A_run_says_how_its_connection_fares(RunState state, string? fault, bool optional, bool answeredBefore, string? outcome) =>
        Assert.Equal(outcome, HealthSamples.Of(Run(state, fault), optional, answeredBefore, default, HealthRule.Default)?.Outcome.ToString());

    [Theory]
    [InlineData(2, 0, 4, "Good")]
    [InlineData(2, 1, 4, "Partial")]
    [InlineData(2, 0, 22, "Slow")]
    [InlineData(2, 5, 22, "Slow")]
    public void An_answer_that_took_long_or_several_tries_is_told_apart(int whole, int failed, double seconds, string outcome)
    {
        var sample = HealthSamples.Of(Run(RunState.Succeeded), false, false, new(whole, failed, TimeSpan.FromSeconds(seconds)), HealthRule.Default)!;

        Assert.Equal((outcome, TimeSpan.FromSeconds(seconds / 2)), (sample.Outcome.ToString(), sample.ResponseTime));
    }

    [Fact]
    public void A_public_document_is_no_connection() =>
        Assert.Null(HealthSamples.Of(Run(RunState.Succeeded) with { Source = SourceId.ModelsDev }, false, false, default, HealthRule.Default));

    [Fact]
    public void A_connection_that_is_well_needs_no_check() =>
        Assert.Null(CheckPlan.Next(Health(HealthStatus.Healthy, failures: 0), Circuit.Closed, null));

    [Theory]
    [InlineData(HealthStatus.Healthy, 1, 24, 36)]
    [InlineData(HealthStatus.Unhealthy, 9, 24, 36)]
    [InlineData(HealthStatus.Degraded, 0, 24, 36)]
    [InlineData(HealthStatus.Unauthorised, 1, 240, 360)]
    public void One_that_is_not_is_asked_soon(HealthStatus status, int failures, int from, int to) =>
        Assert.InRange((CheckPlan.Next(Health(status, failures), Circuit.Closed, null)!.Value - s_now).TotalSeconds, from, to);

    [Fact]
    public void Neither_an_open_circuit_nor_a_provider_that_asks_for_patience_is_disturbed()
    {
        var health = Health(HealthStatus.Unhealthy, 9);

        Assert.Equal(s_now.AddMinutes(5), CheckPlan.Next(health, new(CircuitState.Open, s_now, s_now.AddMinutes(5)), null));
        Assert.Equal(s_now.AddMinutes(7), CheckPlan.Next(health, new(CircuitState.Open, s_now, s_now.AddMinutes(5)), s_now.AddMinutes(7)));
    }

    [Theory]
    [InlineData(HealthStatus.Unhealthy, true, 31, true)]
    [InlineData(HealthStatus.Unauthorised, true, 31, true)]
    [InlineData(HealthStatus.Unknown, true, 31, true)]
    [InlineData(HealthStatus.Unknown, false, 31, false)]
    [InlineData(HealthStatus.Unhealthy, true, 30, false)]
    [InlineData(HealthStatus.Healthy, true, 31, false)]
    [InlineData(HealthStatus.Degraded, true, 31, false)]
    [InlineData(HealthStatus.RateLimited, true, 31, false)]
    public void Models_of_a_connection_that_fails_are_stale_after_three_intervals(HealthStatus status, bool answered, int minutes, bool stale)
    {
        var confirmed = s_now.AddMinutes(-minutes);
        var operation = new SourceOperation(new CannedServer().Listing(Connections.OpenAi()), TimeSpan.FromMinutes(10), false, "", "", default);

        var found = StaleConnections.Of(
            [operation],
            _ => Health(status, 0) is var health && answered ? health : health with { State = health.State with { AnsweredAt = null } },
            source => new() { Source = source, ConfirmedAt = confirmed },
            s_now);

        Assert.Equal(stale ? [KeyValuePair.Create("openai", confirmed)] : ImmutableArray<KeyValuePair<string, DateTimeOffset>>.Empty, found.ToImmutableArray());
    }

    private static Run Run(RunState state, string? fault = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Source = SourceId.Connection("openai"),
        Trigger = RunTrigger.Manual,
        QueuedAt = s_now,
        State = state,
        Fault = fault,
    };

    private static ConnectionHealth Health(HealthStatus status, int failures) => new(
        HealthState.Unknown("openai", s_now) with { Status = status, Failures = failures, AnsweredAt = s_now },
        [new("openai", s_now, HealthOutcome.Failed, ProviderFault.TimedOut, null, HealthSource.Check)]);
}
