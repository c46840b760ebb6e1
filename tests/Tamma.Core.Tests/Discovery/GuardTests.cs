using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

public sealed class GuardTests
{
    [Theory]
    [InlineData(10, 7, false)]
    [InlineData(10, 6, true)]
    [InlineData(9, 1, false)]
    [InlineData(9, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(100, 70, false)]
    [InlineData(100, 69, true)]
    [InlineData(0, 0, false)]
    public void An_answer_that_takes_too_much_away_is_held(int before, int after, bool held)
    {
        var current = Models(before);

        Assert.Equal(held, !RemovalGuard.Check(current, [.. current.Take(after)]).IsEmpty);
    }

    [Fact]
    public void New_models_do_not_make_up_for_lost_ones() =>
        Assert.Single(RemovalGuard.Check(Models(10), [.. Models(4), .. Models(50, "new")]));

    [Fact]
    public void Each_provider_of_a_source_is_counted_for_itself()
    {
        Claim[] current = [.. Models(100), .. Models(3, provider: "tiny")];

        var finding = Assert.Single(RemovalGuard.Check(current, Models(100)));

        Assert.Equal("tiny", finding.Provider);
        Assert.Equal("tiny: the answer lists none of 3 models any more.", finding.Sentence);
    }

    [Fact]
    public void What_is_missing_already_is_not_counted_again() =>
        Assert.Empty(RemovalGuard.Check([.. Models(10).Select(claim => claim with { MissingSince = Any.Now })], []));

    [Theory]
    [InlineData("cost.input", 1.0, 10.0, ReviewKind.PriceJump)]
    [InlineData("cost.input", 1.0, 9.9, null)]
    [InlineData("cost.output", 10.0, 1.0, ReviewKind.PriceJump)]
    [InlineData("cost.cache_read", 0.5, 0.0, ReviewKind.PriceToZero)]
    [InlineData("cost.input", 0.0, 5.0, null)]
    [InlineData("limit.context", 200000.0, 100000.0, ReviewKind.LimitHalved)]
    [InlineData("limit.context", 200000.0, 100001.0, null)]
    [InlineData("limit.output", 8192.0, 81920.0, null)]
    [InlineData("limit.output", 8192.0, 81921.0, ReviewKind.LimitJump)]
    public void A_value_that_looks_wrong_beside_the_last_one_is_found(string field, double old, double now, ReviewKind? kind) =>
        Assert.Equal(kind, NoiseGuard.KindOf(Assert.Single(ValueChange.Between(Says(field, (decimal)old), Says(field, (decimal)now)))));

    [Fact]
    public void What_goes_as_announced_is_no_sign_of_a_broken_list()
    {
        var current = Models(10).Select((claim, i) => i < 4 ? claim with { Values = new FieldSet.Builder().Set(FieldRegistry.Models["status"], FieldValue.Text("deprecated")).Build() } : claim).ToArray();

        Assert.Empty(RemovalGuard.Check(current, [.. current.Skip(4)]));
        Assert.Single(RemovalGuard.Check(current, [.. current.Take(6)]));
        Assert.Single(RemovalGuard.Check(current, []));
    }

    [Fact]
    public void A_document_that_loses_a_crowd_of_its_providers_is_one_finding()
    {
        Claim[] current = [.. Enumerable.Range(0, 12).SelectMany(i => Models(3, provider: "p" + i))];

        var finding = Assert.Single(RemovalGuard.Check(current, [.. current.Take(18)]));

        Assert.Equal((ReviewKind.SourceShrank, 18), (finding.Kind, finding.Lost.Length));
        Assert.Equal(3, RemovalGuard.Check(current, [.. current.Take(27)]).Length);
    }

    private static Claim Says(string field, decimal number) => ListingDeltaTests.Claim(new("acme", "a")) with
    {
        Kind = ClaimKind.Reference,
        Values = new FieldSet.Builder().Set(FieldRegistry.Models[field], FieldValue.Number(number)).Build(),
    };

    private static Claim[] Models(int count, string prefix = "m", string provider = "acme") =>
        [.. Enumerable.Range(0, count).Select(i => ListingDeltaTests.Claim(new(provider, prefix + i)))];
}
