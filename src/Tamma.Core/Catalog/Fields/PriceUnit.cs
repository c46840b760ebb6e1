using System.Numerics;

namespace Tamma.Catalog.Fields;

/// <summary>
/// What a price is said in: how much of which currency for how many of which thing. Ours are dollars for a million tokens, and dollars for
/// one of anything else. Conversion is exact or there is none: a number that would have to be rounded is for its reader to keep as stated.
/// </summary>
/// <param name="Name">For people, for example <c>USD per token</c>.</param>
/// <param name="Thing">What is paid for, in the singular: <c>token</c>, <c>request</c>, <c>image</c>, <c>second</c>.</param>
/// <param name="Count">For how many of them.</param>
/// <param name="Dollars">What one of the currency is worth in dollars; null where nobody can say, as of credits.</param>
public sealed record PriceUnit(string Name, string Thing, decimal Count, decimal? Dollars)
{
    private const string Token = "token";
    private const decimal Million = 1_000_000;

    /// <summary>Ours.</summary>
    public static PriceUnit DollarsPerMillionTokens { get; } = new("USD per million tokens", Token, Million, 1);

    public static PriceUnit DollarsPerThousandTokens { get; } = new("USD per thousand tokens", Token, 1_000, 1);

    public static PriceUnit DollarsPerToken { get; } = new("USD per token", Token, 1, 1);

    public static PriceUnit CentsPerToken { get; } = new("cents per token", Token, 1, 0.01m);

    public static PriceUnit CreditsPerMillionTokens { get; } = new("credits per million tokens", Token, Million, null);

    public static PriceUnit DollarsPerRequest { get; } = DollarsPer("request");

    public static PriceUnit DollarsPerImage { get; } = DollarsPer("image");

    public static PriceUnit DollarsPerSecond { get; } = DollarsPer("second");

    public static PriceUnit DollarsPerCharacter { get; } = DollarsPer("character");

    public bool IsOfTokens => Thing == Token;

    /// <summary>Dollars for one of something that is no token.</summary>
    public static PriceUnit DollarsPer(string thing) => new($"USD per {thing}", thing, 1, 1);

    /// <summary>The price as the catalogue keeps it: in dollars for a million tokens, or for one of what it is else for.</summary>
    /// <returns>Null where its currency has no price in dollars, or where decimal cannot hold the exact number.</returns>
    public decimal? ToCatalog(decimal price) => Dollars is { } dollars && Times(price, dollars * Ours) is { } all ? Divided(all, Count) : null;

    /// <summary>A price of the catalogue in this unit; the way back from <see cref="ToCatalog"/>.</summary>
    /// <returns>Null where its currency has no price in dollars, or where decimal cannot hold the exact number.</returns>
    public decimal? FromCatalog(decimal price) => Dollars is { } dollars && Times(price, Count) is { } all ? Divided(all, dollars * Ours) : null;

    public override string ToString() => Name;

    /// <summary>For how many of the thing the catalogue has its price.</summary>
    private decimal Ours => IsOfTokens ? Million : 1;

    private static decimal? Times(decimal price, decimal factor) =>
        factor > 1 && Math.Abs(price) > decimal.MaxValue / factor ? null
        : price * factor is var product && IsProduct(price, factor, product) ? product
        : null;

    private static decimal? Divided(decimal price, decimal divisor) =>
        divisor < 1 && Math.Abs(price) > decimal.MaxValue * divisor ? null
        : price / divisor is var quotient && IsProduct(quotient, divisor, price) ? quotient
        : null;

    /// <summary>Whether a × b is c to the last digit; decimal's own arithmetic rounds without a word.</summary>
    private static bool IsProduct(decimal a, decimal b, decimal c) =>
        Digits(a) * Digits(b) * BigInteger.Pow(10, c.Scale) == Digits(c) * BigInteger.Pow(10, a.Scale + b.Scale);

    private static BigInteger Digits(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = (new BigInteger((uint)bits[2]) << 64) + ((ulong)(uint)bits[1] << 32) + (uint)bits[0];
        return number < 0 ? -digits : digits;
    }
}
