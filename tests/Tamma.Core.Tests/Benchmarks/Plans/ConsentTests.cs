using CsCheck;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Shapes;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Pricing;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Plans;

/// <summary>Nothing that costs money is sent before somebody said how much it may be.</summary>
public sealed class ConsentTests
{
    private const string Key = "acme/one";

    [Fact]
    public void A_priced_model_asks_for_a_budget_and_names_the_worst_case()
    {
        // 2 × 100 + 100 tokens in at $1, 50 out at $5 per million, ten times.
        var consent = Of(Plan(requests: 10), ("cost.input", 1), ("cost.output", 5));

        Assert.Equal(("needs_budget", 0.0055m), (consent.Code, consent.WorstCost));
        Assert.Equal("acme/one costs money: 10 requests at most $0.0055. Allow it: --budget 0.0055.", consent.Sentence);
    }

    [Theory]
    [InlineData(10, 0, 0.0055, null, 10)]
    [InlineData(10, 0, 0.0054, "over_budget", null)]
    [InlineData(10, 2, 0.0110, null, 20)] // the warm-up is paid too
    [InlineData(10, 2, 0.0054, "over_budget", null)]
    [InlineData(null, 0, 0.0100, null, 18)] // by time: as many as the money pays
    [InlineData(null, 0, 0.0005, "over_budget", null)]
    public void A_budget_bounds_the_requests(int? requests, int warmup, double budget, string? code, int? most)
    {
        var plan = Plan(requests) with { Length = requests is null ? TimeSpan.FromMinutes(1) : null, Warmup = TimeSpan.FromSeconds(warmup), Budget = (decimal)budget };

        var consent = Of(plan, ("cost.input", 1), ("cost.output", 5));

        Assert.Equal((code, most), (consent.Code, consent.MostRequests));
        Assert.True(consent.Code is not null || consent.WorstCost <= plan.Budget);
    }

    [Fact]
    public void The_dearest_way_to_be_billed_counts()
    {
        Assert.Equal(0.00055m * 2, Of(Plan(1), ("cost.input", 1), ("cost.cache_write", 2), ("cost.output", 5), ("cost.reasoning", 10)).WorstCost);
        Assert.Equal(0.01055m, Of(Plan(1), ("cost.input", 1), ("cost.output", 5), ("cost.request", 0.01m)).WorstCost);
    }

    [Fact]
    public void The_account_s_own_price_goes_before_the_model_s()
    {
        var consent = Consent.Of(Plan(1), Model(("cost.input", 1), ("cost.output", 5)), Offer(("cost.input", 10), ("cost.output", 50)), isLocal: false, PricingStatus.Known);

        Assert.Equal(0.0055m, consent.WorstCost);
    }

    [Fact]
    public void A_server_of_one_s_own_and_a_free_model_are_free()
    {
        Assert.Equal(new(0, null), Consent.Of(Plan(10), Model(("cost.input", 1), ("cost.output", 5)), Offer(), isLocal: true, PricingStatus.Known));
        Assert.Equal(new(0, null), Consent.Of(Plan(10), Model(), Offer(), isLocal: false, PricingStatus.Free));
    }

    [Fact]
    public void A_plan_s_quota_is_not_free()
    {
        Assert.Equal("needs_quota", Consent.Of(Plan(10) with { Budget = 5 }, Model(), Offer(), isLocal: false, PricingStatus.Subscription).Code);
        Assert.Null(Consent.Of(Plan(10) with { UsesQuota = true }, Model(), Offer(), isLocal: false, PricingStatus.Subscription).Code);
    }

    [Fact]
    public void An_unknown_price_wants_a_cap_in_tokens_and_a_budget_does_not_do()
    {
        var refused = Of(Plan(10) with { Budget = 5 }, ("cost.input", 1));
        Assert.Equal("price_unknown", refused.Code);
        Assert.EndsWith("--token-cap 3500.", refused.Sentence, StringComparison.Ordinal);

        Assert.Equal(new(null, 2), Of(Plan(10) with { TokenCap = 1_049 }));
        Assert.Equal("over_budget", Of(Plan(10) with { TokenCap = 349 }).Code);
    }

    [Fact]
    public void Prompts_of_one_s_own_are_counted_by_their_bytes()
    {
        var plan = Plan(1) with { Workload = new() { Prompts = [new([new(ChatRole.User, "a")]), new([new(ChatRole.User, "ääää")])], Output = new Lengths.Fixed(50) } };

        Assert.Equal((108 + 250) / 1_000_000m, Of(plan, ("cost.input", 1), ("cost.output", 5)).WorstCost);
    }

    [Fact]
    public void Whatever_is_allowed_stays_within_the_budget() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[1, 5_000], Gen.Decimal[0, 100], Gen.Decimal[0, 100], Gen.Decimal[0, 5], Gen.Int[0, 1_000], Gen.Bool).Sample((input, output, priceIn, priceOut, budget, requests, isTimed) =>
        {
            var plan = Plan(requests > 0 ? requests : null) with { Length = isTimed || requests == 0 ? TimeSpan.FromSeconds(9) : null, Budget = budget, Workload = new() { Input = new Lengths.Fixed(input), Output = new Lengths.Fixed(output) } };

            var consent = Of(plan, ("cost.input", priceIn), ("cost.output", priceOut));

            // The least that a request of these lengths can be billed is below the worst that is reserved for it.
            var least = ((input * priceIn) + (output * priceOut)) / 1_000_000;
            Assert.True(consent.Code is "over_budget" || (consent.WorstCost <= budget && consent.MostRequests >= 1 && consent.MostRequests * least <= consent.WorstCost));
        });

    private static BenchmarkPlan Plan(int? requests) => new() { Model = Parsed(), Load = new LoadShape.Closed(2), Requests = requests, Workload = new() { Output = new Lengths.Fixed(50) } };

    private static Consent Of(BenchmarkPlan plan, params (string Field, decimal Value)[] prices) => Consent.Of(plan, Model(prices), Offer(), isLocal: false, PricingStatus.Known);

    private static ModelKey Parsed() => ModelKey.TryParse(Key, out var key) ? key : throw new InvalidOperationException();

    private static Offer Offer(params (string Field, decimal Value)[] terms) => new() { Connection = "acme", Access = Access.Callable, Terms = Fields(terms) };

    private static Model Model(params (string Field, decimal Value)[] values) => new()
    {
        Key = Parsed(),
        Availability = Availability.Listed,
        Values = Fields(values),
        Origins = [.. values.Select(_ => new Origin(0, 0, 90, Disputed: false))],
    };

    private static FieldSet Fields((string Field, decimal Value)[] values)
    {
        var fields = new FieldSet.Builder();
        foreach (var (field, value) in values)
        {
            fields.Set(FieldRegistry.Models[field], FieldValue.Number(value));
        }

        return fields.Build();
    }
}
