using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery.Verification;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.Events;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Listed is not callable: real calls in each provider's own protocol, to the Simulator.</summary>
public sealed class VerificationTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Types => EveryProvider.Types;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_model_that_answers_is_callable_and_the_log_says_so(string type)
    {
        var world = $"verify-{type}";
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, type, world));
        await simulator.Process.AddModelAsync(world, """{"id":"glm-talks-1","modalities":{"input":["text"],"output":["text"]},"limit":{"context":8000,"output":4000}}""");
        await host.RunAsync(world);
        host.Time.Advance(TimeSpan.FromMinutes(1));

        var result = Assert.Single(await VerifyAsync(host, new() { Keys = [KeyOf(host, world, "glm-talks-1")] }));

        Assert.True(result.Outcome == "callable", $"{type}: {result.Outcome}: {result.Reason}");
        Assert.Equal(0, result.Cost);
        var offer = Assert.Single(host.Model(world, KeyOf(host, world, "glm-talks-1").Id).Offers);
        Assert.Equal((Access.Callable, TammaHost.Morning.AddMinutes(1)), (offer.Access, offer.VerifiedAt!.Value));
        var told = (await host.Get<IEventLog>().ReadAsync(0, 10_000, [EventTypes.ModelUpdated], Cancelled))[^1].Event;
        Assert.Contains($"offers.{world}", Encoding.UTF8.GetString(told.Data.Span), StringComparison.Ordinal);
        Assert.Equal(Cause.Operator, told.Cause);

        // What a call has shown outlives the next listing.
        await simulator.Process.AddModelAsync(world, """{"id":"glm-newcomer"}""");
        await host.RunAsync(world);
        Assert.Equal(Access.Callable, host.Model(world, KeyOf(host, world, "glm-talks-1").Id).Offers[0].Access);
    }

    [Fact]
    public async Task A_model_that_is_served_by_another_is_noted()
    {
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, "zai", "verify-served"));
        await simulator.Process.AddModelAsync("verify-served", """{"id":"glm-5.1","serves_as":"glm-5.2"}""");
        await host.RunAsync("verify-served");

        var result = Assert.Single(await VerifyAsync(host, new() { Keys = [new("verify-served", "glm-5.1")] }));

        Assert.Equal(("callable", "glm-5.2"), (result.Outcome, result.ServedModel));
        Assert.Equal("answered as glm-5.2", host.Model("verify-served", "glm-5.1").Offers[0].AccessReason);
    }

    [Fact]
    public async Task A_model_that_the_account_may_not_call_is_refused_with_the_providers_reason()
    {
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, "github_copilot", "verify-policy"));
        await simulator.Process.AddModelAsync("verify-policy", """{"id":"forbidden-1","policy":"disabled"}""");
        await host.RunAsync("verify-policy");
        Assert.Equal(Access.Refused, host.Model("verify-policy", "forbidden-1").Offers[0].Access);
        Assert.False(host.Snapshot.IsMine(host.Model("verify-policy", "forbidden-1")));

        var result = Assert.Single(await VerifyAsync(host, new() { Keys = [new("verify-policy", "forbidden-1")] }));

        Assert.Equal("refused", result.Outcome);
        Assert.StartsWith("model_not_supported", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"fault":"rate_limited"}""")]
    [InlineData("""{"fault":"error_before","fault_status":503}""")]
    [InlineData("""{"fault":"cut"}""")]
    public async Task What_is_inconclusive_changes_nothing(string chat)
    {
        var world = $"verify-doubt-{chat.Length}";
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, "openai", world));
        var record = host.Record();
        await simulator.Process.SetChatAsync(world, chat);

        var results = await VerifyAsync(host, new() { Connection = world });

        Assert.All(results.Where(result => result.Outcome != "skipped"), result => Assert.Equal("inconclusive", result.Outcome));
        Assert.Contains(results, result => result.Outcome == "inconclusive");
        Assert.Equal(record, host.Record());
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_says_nothing_of_the_models()
    {
        var source = await EveryProvider.WorldAsync(simulator.Process, "openai", "verify-key");
        await using var host = await TammaHost.StartAsync(source);
        await simulator.Process.CreateWorldAsync("""{"name":"verify-key","protocol":"openai","key":"another","generate":{"models":12,"seed":3}}""");

        var results = await VerifyAsync(host, new() { Connection = "verify-key" });

        Assert.Contains(results, result => result.Outcome == "unauthorised");
        Assert.DoesNotContain(host.Snapshot.Provider("verify-key")!.Models, model => model.Offers[0].Access is not Access.Unverified);
        Assert.DoesNotContain(TestOptions.Key, string.Join('\n', results.Select(result => result.Reason)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChatCheck.Tool)]
    [InlineData(ChatCheck.Schema)]
    [InlineData(ChatCheck.Image)]
    public async Task A_capability_is_checked_when_asked_for(ChatCheck check)
    {
        var world = $"verify-check-{check}";
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, "anthropic", world));
        var key = host.Snapshot.Provider(world)!.Models.First().Key;

        var result = Assert.Single(await VerifyAsync(host, new() { Keys = [key], Check = check }));

        Assert.Equal(("callable", true), (result.Outcome, result.Shown));
    }

    [Fact]
    public async Task Two_accounts_at_one_provider_are_two_offers_with_their_own_limits()
    {
        TestSource.Connection[] accounts = [await AccountAsync("account-small", 400_000), await AccountAsync("account-large", 1_050_000)];

        await using var host = await TammaHost.StartAsync(accounts);

        var model = host.Model("acme", "gpt-one");
        Assert.Equal(["account-large", "account-small"], model.Offers.Select(offer => offer.Connection));
        Assert.Equal([1_050_000m, 400_000m], model.Offers.Select(offer => offer.Terms[FieldRegistry.Models["limit.context"]]!.Value.AsNumber()));
    }

    private async Task<TestSource.Connection> AccountAsync(string world, int context)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","flavour":"gateway"}""");
        await simulator.Process.AddModelAsync(world, $$$"""{"id":"gpt-one","provider":"{{{world}}}","limit":{"context":{{{context}}},"output":1000}}""");
        return TestSource.OpenAi(simulator.Process, world) with { Provider = "acme" };
    }

    private static async Task<IReadOnlyList<VerificationResult>> VerifyAsync(TammaHost host, VerificationRequest request) =>
        await host.Get<Verifier>().VerifyAsync(request, Cancelled);

    /// <summary>Some servers name a model in a form of their own.</summary>
    private static ModelKey KeyOf(TammaHost host, string provider, string id) =>
        host.Snapshot.Provider(provider)!.Models.Single(model => model.Key.Id.Contains(id, StringComparison.Ordinal)).Key;
}
