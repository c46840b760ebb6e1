using Tamma.Providers;
using Tamma.Providers.Health;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of health promises.</summary>
public abstract class HealthStoreContract(Stores stores) : IAsyncDisposable
{
    private const int Many = 1_000;

    private IHealthStore Health => stores.Health;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sample_and_its_state_are_read_back_as_they_were_given()
    {
        var samples = Enum.GetValues<HealthOutcome>()
            .Select((outcome, i) => HealthSample(i, outcome) with { Fault = i % 2 == 0 ? null : ProviderFault.CutOff, ResponseTime = i == 0 ? null : TimeSpan.FromTicks(12_345_678_901 + i), Source = (HealthSource)(i % 2) })
            .ToList();
        var full = HealthState("openai") with { Fault = ProviderFault.RateLimited, AnsweredAt = Day(2) };
        foreach (var sample in samples)
        {
            await SaveAsync(sample, full);
        }

        var bare = HealthState("work") with { Status = HealthStatus.Unknown, Failures = 0 };
        await SaveAsync(HealthSample(1) with { Connection = "work" }, bare);

        Assert.Equal([full, bare], await Health.ReadStatesAsync(Token));
        Assert.Equal(samples, await Health.ReadSamplesAsync("openai", Many, Token));
        Assert.Empty(await Health.ReadSamplesAsync("nobody", Many, Token));
    }

    [Fact]
    public async Task A_state_that_is_saved_again_is_replaced()
    {
        await SaveAsync(HealthSample(1), HealthState("openai"));
        await SaveAsync(HealthSample(2), HealthState("openai") with { Status = HealthStatus.Healthy, Failures = 0 });

        Assert.Equal([HealthState("openai") with { Status = HealthStatus.Healthy, Failures = 0 }], await Health.ReadStatesAsync(Token));
    }

    [Fact]
    public async Task The_newest_samples_are_read_oldest_first()
    {
        foreach (var day in (int[])[1, 2, 3, 3])
        {
            await SaveAsync(HealthSample(day), HealthState("openai"));
        }

        Assert.Equal([Day(2), Day(3), Day(3)], (await Health.ReadSamplesAsync("openai", 3, Token)).Select(sample => sample.At));
    }

    [Fact]
    public async Task No_more_samples_stay_than_are_wanted_and_none_that_is_too_old()
    {
        await SaveAsync(HealthSample(1) with { Connection = "work" }, HealthState("work"));
        for (var day = 1; day <= 5; day++)
        {
            await Health.SaveAsync(HealthSample(day), HealthState("openai"), 3, Day(0), [], Token);
        }

        Assert.Equal([Day(3), Day(4), Day(5)], (await Health.ReadSamplesAsync("openai", Many, Token)).Select(sample => sample.At));

        await Health.SaveAsync(HealthSample(6), HealthState("openai"), Many, Day(5), [], Token);

        Assert.Equal([Day(5), Day(6)], (await Health.ReadSamplesAsync("openai", Many, Token)).Select(sample => sample.At));
        Assert.Single(await Health.ReadSamplesAsync("work", Many, Token));
    }

    [Fact]
    public async Task A_sample_and_its_events_become_visible_together()
    {
        await stores.Log.AppendAsync([Event("before")], Token);

        Assert.Equal(3, await Health.SaveAsync(HealthSample(1), HealthState("openai"), Many, Day(0), [Event("provider_status_changed"), Event("another")], Token));
        Assert.Equal(3, await SaveAsync(HealthSample(2), HealthState("openai")));

        Same.Texts(["before", "provider_status_changed", "another"], (await stores.Log.ReadAsync(0, 9, [], Token)).Select(envelope => envelope.Event.Type));
    }

    [Fact]
    public async Task Only_the_removed_connection_is_forgotten()
    {
        await SaveAsync(HealthSample(1), HealthState("openai"));
        await SaveAsync(HealthSample(1) with { Connection = "work" }, HealthState("work"));

        await Health.ForgetAsync("openai", Token);

        Assert.Equal([HealthState("work")], await Health.ReadStatesAsync(Token));
        Assert.Empty(await Health.ReadSamplesAsync("openai", Many, Token));
        Assert.Single(await Health.ReadSamplesAsync("work", Many, Token));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    private Task<long> SaveAsync(HealthSample sample, HealthState state) => Health.SaveAsync(sample, state, Many, Day(0), [], Token);
}
