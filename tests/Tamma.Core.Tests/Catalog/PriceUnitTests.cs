using CsCheck;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class PriceUnitTests
{
    private static readonly PriceUnit[] s_units =
    [
        PriceUnit.DollarsPerMillionTokens, PriceUnit.DollarsPerThousandTokens, PriceUnit.DollarsPerToken, PriceUnit.CentsPerToken, PriceUnit.DollarsPerRequest,
        PriceUnit.DollarsPerImage, PriceUnit.DollarsPerSecond, PriceUnit.DollarsPerCharacter, PriceUnit.DollarsPer("page"), new("USD per batch", "token", 3, 1),
    ];

    private static readonly Gen<PriceUnit> s_unit = Gen.Int[0, s_units.Length - 1].Select(i => s_units[i]);

    /// <summary>Up to 28 digits, with the point anywhere.</summary>
    private static readonly Gen<decimal> s_price =
        Gen.Select(Gen.Int, Gen.Int, Gen.Int[0, 542_101_086], Gen.Byte[0, 28], (low, mid, high, scale) => new decimal(low, mid, high, isNegative: false, scale));

    [Theory]
    [InlineData("0.000003", "3")]
    [InlineData("0.00000000001", "0.00001")]
    [InlineData("0", "0")]
    public void Dollars_for_one_token_are_dollars_for_a_million(string price, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), PriceUnit.DollarsPerToken.ToCatalog(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Each_unit_is_worth_what_it_says()
    {
        Assert.Equal(2m, PriceUnit.DollarsPerMillionTokens.ToCatalog(2m));
        Assert.Equal(2_000m, PriceUnit.DollarsPerThousandTokens.ToCatalog(2m));
        Assert.Equal(20_000m, PriceUnit.CentsPerToken.ToCatalog(2m));
        Assert.Equal(2m, PriceUnit.DollarsPerImage.ToCatalog(2m));
        Assert.Equal("USD per page", PriceUnit.DollarsPer("page").Name);
    }

    [Fact]
    public void Credits_are_no_dollars()
    {
        Assert.Null(PriceUnit.CreditsPerMillionTokens.ToCatalog(1m));
        Assert.Null(PriceUnit.CreditsPerMillionTokens.ToCatalog(0m));
        Assert.Null(PriceUnit.CreditsPerMillionTokens.FromCatalog(1m));
    }

    [Fact]
    public void A_price_that_decimal_cannot_hold_is_none()
    {
        Assert.Null(PriceUnit.DollarsPerToken.ToCatalog(decimal.MaxValue));
        Assert.Null(PriceUnit.DollarsPerToken.FromCatalog(0.0000000000000000000000000001m));
        Assert.Null(new PriceUnit("USD per three tokens", "token", 3, 1).ToCatalog(0.1m));
    }

    [Fact]
    public void Units_round_trip() => Gen.Select(s_unit, s_price).Sample((unit, price) => unit.ToCatalog(price) is not { } ours || unit.FromCatalog(ours) == price, iter: 20_000);

    [Fact]
    public void Units_round_trip_from_ours() => Gen.Select(s_unit, s_price).Sample((unit, price) => unit.FromCatalog(price) is not { } theirs || unit.ToCatalog(theirs) == price, iter: 20_000);

    [Fact]
    public void Ordinary_prices_always_have_a_form_in_ours() =>
        Gen.Select(Gen.Int[0, 3].Select(i => s_units[i]), Gen.Int[0, int.MaxValue], Gen.Byte[0, 15]).Sample((unit, digits, scale) => unit.ToCatalog(new decimal(digits, 0, 0, false, scale)) is not null, iter: 20_000);

    [Fact]
    public void The_order_of_prices_is_kept() => Gen.Select(s_unit, s_price, s_price).Sample(
        (unit, a, b) => unit.ToCatalog(a) is not { } ours || unit.ToCatalog(b) is not { } others || decimal.Compare(a, b) == decimal.Compare(ours, others),
        iter: 20_000);

    [Fact]
    public void Zero_stays_zero_and_nothing_else_becomes_it() => Gen.Select(s_unit, s_price).Sample(
        (unit, price) => unit.ToCatalog(0m) is 0m && (unit.ToCatalog(price) is not { } ours || (ours == 0m) == (price == 0m)), iter: 20_000);

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.000001, true)]
    [InlineData(0.0000009, false)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void What_is_off_by_a_unit_is_noticed(double price, bool plausible) => Assert.Equal(plausible, PlausiblePrice.Is((decimal)price));

    [Fact]
    public void Only_prices_of_tokens_are_looked_at()
    {
        Assert.True(PlausiblePrice.IsAbout(FieldRegistry.Models["cost.input"]));
        Assert.True(PlausiblePrice.IsAbout(FieldRegistry.Models["cost.batch_input"]));
        Assert.False(PlausiblePrice.IsAbout(FieldRegistry.Models["cost.image"]));
        Assert.False(PlausiblePrice.IsAbout(FieldRegistry.Models["limit.context"]));
    }
}
