using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Pricing;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class PricingTests
{
    private static readonly CatalogSnapshot s_snapshot = CatalogSnapshot.Empty(Guid.CreateVersion7())
        .WithSources([SourceId.ModelsDev, SourceId.LiteLlm, SourceId.Connection("billed"), SourceId.Connection("copied"), SourceId.Connection("mine")])
        .WithConnections(
        [
            new("billed", "acme", Simulated: false, Bills: true),
            new("copied", "opencode-server", Simulated: false),
            new("mine", "ollama", Simulated: false, Bills: true, IsLocal: true),
        ]);

    [Theory]
    [InlineData("acme/a", 0, PricingStatus.Free)] // models.dev states both as zero
    [InlineData("acme/a", 1, PricingStatus.Unknown)] // LiteLLM writes zero for unknown
    [InlineData("acme/a", 2, PricingStatus.Free)]
    [InlineData("opencode-server/acme/a", 3, PricingStatus.Unknown)] // passes a catalogue's zero on
    [InlineData("zai-coding-plan/glm-5", 0, PricingStatus.Subscription)]
    [InlineData("github-copilot/gpt-5", 2, PricingStatus.Subscription)]
    [InlineData("opencode-server/github-copilot/gpt-5", 3, PricingStatus.Subscription)]
    [InlineData("openrouter/acme/a:free", 1, PricingStatus.Free)]
    public void A_zero_is_free_only_where_it_is_a_statement(string key, byte source, PricingStatus expected) =>
        Assert.Equal(expected, PricingRules.Of(Model(key, source, ("cost.input", 0), ("cost.output", 0)), s_snapshot));

    [Fact]
    public void A_price_above_zero_is_known_whoever_states_it() =>
        Assert.Equal(PricingStatus.Known, PricingRules.Of(Model("acme/a", 1, ("cost.output", 2)), s_snapshot));

    [Fact]
    public void No_price_is_unknown_and_half_a_zero_is_too()
    {
        Assert.Equal(PricingStatus.Unknown, PricingRules.Of(Model("acme/a", 0), s_snapshot));
        Assert.Equal(PricingStatus.Unknown, PricingRules.Of(Model("acme/a", 0, ("cost.input", 0)), s_snapshot));
        Assert.Equal(PricingStatus.Unknown, PricingRules.Of(Model("acme/a", 0, ("cost.discount", 0.5m)), s_snapshot));
    }

    [Fact]
    public void Ones_own_server_is_free_and_its_makers_cloud_is_a_plan()
    {
        Assert.Equal(PricingStatus.Free, PricingRules.Of(Offered("ollama/qwen3:8b", "mine"), s_snapshot));
        Assert.Equal(PricingStatus.Subscription, PricingRules.Of(Offered("ollama/gpt-oss:120b-cloud", "mine"), s_snapshot));
        Assert.Equal(PricingStatus.Unknown, PricingRules.Of(Offered("acme/a", "billed"), s_snapshot));
    }

    [Fact]
    public void Credits_are_a_plan() => Assert.Equal(PricingStatus.Subscription, PricingRules.Of(Model("acme/a", 2, ("credits.input", 100)), s_snapshot));

    private static Model Offered(string key, string connection) => Model(key, 2) with
    {
        Offers = [new() { Connection = connection, Access = Access.Unverified, Terms = FieldSet.Empty }],
    };

    private static Model Model(string key, byte source, params (string Path, decimal Number)[] values) => new()
    {
        Key = ModelKey.TryParse(key, out var parsed) ? parsed : default,
        Availability = Availability.Listed,
        Values = FieldSet.From(values.Select(pair => KeyValuePair.Create(FieldRegistry.Models[pair.Path], FieldValue.Number(pair.Number)))),
        Origins = [.. values.Select(_ => new Origin(source, 0, 70, Disputed: false))],
    };
}
