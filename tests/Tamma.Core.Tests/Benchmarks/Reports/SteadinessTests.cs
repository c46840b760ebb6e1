using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.Benchmarks.Statistics;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Reports;

/// <summary>
/// How often the verdict on the server is wrong, on simulated servers whose truth is known: so many slots, exponential work, Poisson arrivals, first come first served.
/// The load was on long before the window opens. 200 seeds each; seeds are exact, so the counts are too.
/// </summary>
public sealed class SteadinessTests(ITestOutputHelper output)
{
    private const int Runs = 200;
    private const double Work = 2;
    private const double WindowSeconds = 60;
    private const double WarmSeconds = 120;

    private static readonly Sample s_none = Samples.Made.Of(ChatProtocol.OpenAi);

    [Theory]
    [InlineData(8, 0.5, 4)]
    [InlineData(8, 0.8, 4)]
    [InlineData(64, 0.9, 4)]
    public void A_server_that_keeps_up_is_seldom_said_to_fall_behind(int slots, double share, int most)
    {
        var flagged = Enumerable.Range(0, Runs).Count(seed => Of(slots, share, seed).IsOverSaturated);

        output.WriteLine($"{slots} slots, {share}: {flagged}");
        Assert.InRange(flagged, 0, most);
    }

    /// <summary>The limit of what a minute can tell: so near to its own the queue needs several to settle, and rises for all of one now and then.</summary>
    [Theory]
    [InlineData(8, 0.9, 15)]
    [InlineData(8, 0.95, 25)]
    [InlineData(1, 0.9, 35)]
    public void A_server_near_its_limit_is_said_to_fall_behind_more_often_than_it_does(int slots, double share, int most) =>
        A_server_that_keeps_up_is_seldom_said_to_fall_behind(slots, share, most);

    [Theory]
    [InlineData(8, 1.3)]
    [InlineData(8, 1.5)]
    [InlineData(64, 1.2)]
    public void A_server_that_is_asked_for_more_than_it_can_is_nearly_always_said_to_fall_behind(int slots, double share)
    {
        var flagged = Enumerable.Range(0, Runs).Count(seed => Of(slots, share, seed, warmSeconds: 0).IsOverSaturated);

        output.WriteLine($"{slots} slots, {share}: {flagged}");
        Assert.InRange(flagged, Runs * 95 / 100, Runs);
    }

    /// <summary>The last to come is the first to be served: who gets an answer gets it soon, and the others wait until the window ends. Their times are never known.</summary>
    [Fact]
    public void A_server_that_forgets_those_that_wait_is_said_to_fall_behind_too()
    {
        List<(Sample, SampleFigures)> all = [];
        for (var i = 0; i < 600; i++)
        {
            var (at, isServed) = (i * 100_000_000L, i % 2 == 0);
            var sample = s_none with { Index = i, Started = at, Done = isServed ? at + 200_000_000 : 60_000_000_000, Outcome = isServed ? RequestOutcome.Ok : RequestOutcome.Cancelled };
            all.Add((sample, new() { Ttft = isServed ? 100 : null }));
        }

        Assert.True(Steadiness.Of(all, new(0, 60_000_000_000)).IsOverSaturated);
    }

    /// <summary>A run begins with nothing under way, and answers take most of it: what is under way rises all the while, and nobody waits longer.</summary>
    [Fact]
    public void A_server_that_fills_up_with_long_answers_does_not_fall_behind()
    {
        List<(Sample, SampleFigures)> all = [];
        for (var i = 0; i < 600; i++)
        {
            var sample = s_none with { Index = i, Started = i * 100_000_000L, Done = (i * 100_000_000L) + 50_000_000_000, Outcome = RequestOutcome.Ok };
            all.Add((sample, new() { Ttft = 100 + (i % 7) }));
        }

        Assert.False(Steadiness.Of(all, new(0, 60_000_000_000)).IsOverSaturated);
    }

    private static Steadiness Of(int slots, double share, int seed, double warmSeconds = WarmSeconds)
    {
        var dice = new SeededDice((ulong)seed);
        var (rate, free) = (slots * share / Work, new PriorityQueue<int, double>());
        for (var slot = 0; slot < slots; slot++)
        {
            free.Enqueue(slot, 0);
        }

        List<(Sample, SampleFigures)> all = [];
        for (var at = Gap(dice, 1 / rate); at < warmSeconds + WindowSeconds; at += Gap(dice, 1 / rate))
        {
            free.TryDequeue(out var slot, out var since);
            var (begins, work) = (Math.Max(at, since), Gap(dice, Work));
            free.Enqueue(slot, begins + work);

            // The first token comes a tenth of a second after a slot is taken, and a fifth of that more or less.
            var ttft = begins - at + 0.08 + (0.04 * dice.Fraction());
            var sample = s_none with { Index = all.Count, Started = (long)(at * 1e9), Done = (long)(Math.Max(begins + work, at + ttft) * 1e9), Outcome = RequestOutcome.Ok };
            all.Add((sample, new() { Ttft = ttft * 1e3 }));
        }

        return Steadiness.Of(all, new((long)(warmSeconds * 1e9), (long)((warmSeconds + WindowSeconds) * 1e9)));
    }

    private static double Gap(SeededDice dice, double mean) => -Math.Log(1 - dice.Fraction()) * mean;
}
