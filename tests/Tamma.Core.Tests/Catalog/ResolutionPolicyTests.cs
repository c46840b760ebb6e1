using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class ResolutionPolicyTests
{
    [Fact]
    public void Prices_are_the_billers_then_the_baselines_then_the_catalogues() =>
        Assert.Equal(
            ["override", "account", "provider", "baseline", "models_dev", "litellm", "openrouter", "other", "copy"],
            ResolutionPolicy.Default.Order[FieldGroup.Price].Select(Standings.NameOf));

    [Fact]
    public void What_an_order_leaves_out_follows_in_the_defaults_order()
    {
        var policy = ResolutionPolicy.With(new Dictionary<FieldGroup, ImmutableArray<Standing>> { [FieldGroup.Limit] = [Standing.Baseline, Standing.LiteLlm] });

        Assert.Equal(
            [Standing.Baseline, Standing.LiteLlm, Standing.Override, Standing.Account, Standing.Provider, Standing.ModelsDev, Standing.OpenRouter, Standing.Other, Standing.Copy],
            policy.Order[FieldGroup.Limit]);
        Assert.Equal(ResolutionPolicy.Default.Order[FieldGroup.Price], policy.Order[FieldGroup.Price]);
        Assert.Equal([FieldGroup.Limit], policy.Configured);
    }

    [Fact]
    public void Policies_that_believe_alike_have_one_fingerprint()
    {
        var spelt = ResolutionPolicy.With(new Dictionary<FieldGroup, ImmutableArray<Standing>> { [FieldGroup.Price] = ResolutionPolicy.DefaultOrder(FieldGroup.Price) });
        var other = ResolutionPolicy.With(new Dictionary<FieldGroup, ImmutableArray<Standing>> { [FieldGroup.Price] = [Standing.ModelsDev] });

        Assert.Equal(ResolutionPolicy.Default.Fingerprint(), spelt.Fingerprint());
        Assert.NotEqual(ResolutionPolicy.Default.Fingerprint(), other.Fingerprint());
    }

    [Theory]
    [InlineData("account, models-dev", null)]
    [InlineData("acount", "'acount' is no standing; there is: override, account, provider, baseline, models_dev, litellm, openrouter, other, copy")]
    [InlineData("account, ACCOUNT", "names 'account' twice")]
    [InlineData(" , ", "names nothing; write standings with commas between them, the most believed first, or leave it out")]
    public void An_order_is_read_or_refused_with_what_is_wrong(string text, string? wrong) => Assert.Equal(wrong, ResolutionPolicyText.Read(text).Wrong);

    [Fact]
    public void The_prices_of_an_account_that_passes_a_catalogue_on_are_copies()
    {
        var claim = new Claim { Source = SourceId.Connection("local"), Key = new("acme", "a"), Kind = ClaimKind.Offer, SourceRef = "a", Values = FieldSet.Empty };
        var passing = new Source { Id = claim.Source, DerivesFrom = SourceId.ModelsDev };

        Assert.Equal((Standing.Copy, Standing.Account), (Standings.Of(claim, passing, FieldGroup.Price), Standings.Of(claim, passing, FieldGroup.Limit)));
        Assert.Equal(Standing.Account, Standings.Of(claim, passing with { Bills = true }, FieldGroup.Price));
        Assert.Equal(Standing.Account, Standings.Of(claim, passing with { DerivesFrom = null }, FieldGroup.Price));
    }

    [Fact]
    public void A_public_list_is_the_providers_own_on_its_own_models_only()
    {
        var list = new Source { Id = SourceId.OpenRouter, Provider = "openrouter", Bills = true };
        Claim On(string provider) => new() { Source = list.Id, Key = new(provider, "a"), Kind = ClaimKind.Reference, SourceRef = "a", Values = FieldSet.Empty };

        Assert.Equal((Standing.Provider, Standing.OpenRouter), (Standings.Of(On("openrouter"), list, FieldGroup.Price), Standings.Of(On("openai"), list, FieldGroup.Price)));
    }
}
