using CsCheck;
using Tamma.Benchmarks.Shapes;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Shapes;

public sealed class LengthsTextTests
{
    private static readonly string[] s_pieces = ["normal:", "lognormal:", "..", ",", "1", "-", "9999999999999999999999", ".", " ", "NaN", "∞", "\n"];

    public static TheoryData<string, Lengths> Written => new()
    {
        { "512", new Lengths.Fixed(512) },
        { " 1 ", new Lengths.Fixed(1) },
        { "2000000", new Lengths.Fixed(2_000_000) },
        { "100..2000", new Lengths.Uniform(100, 2_000) },
        { "7 .. 7", new Lengths.Uniform(7, 7) },
        { "normal:512,128", new Lengths.Spread(512, 128) },
        { "Normal: 512.5 , 0", new Lengths.Spread(512.5, 0) },
        { "lognormal:400,0.8", new Lengths.Skewed(400, 0.8) },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Lengths_are_read(string text, Lengths lengths)
    {
        Assert.Equal((lengths, null), LengthsText.Read(text));
        Assert.Equal((lengths, null), LengthsText.Read(lengths.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("512.5")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("100..")]
    [InlineData("..100")]
    [InlineData("100...200")]
    [InlineData("normal:")]
    [InlineData("normal:512")]
    [InlineData("normal:512,1,2")]
    [InlineData("normal:NaN,1")]
    [InlineData("normal:Infinity,1")]
    [InlineData("lognormal:400")]
    [InlineData("gamma:400,1")]
    public void What_is_no_length_is_refused_with_what_to_write(string text)
    {
        var (lengths, mistake) = LengthsText.Read(text);

        Assert.Null(lengths);
        Assert.Contains($"'{text}' is no length; write 512, 100..2000", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "between 1 and 2,000,000")]
    [InlineData("-5", "between 1 and 2,000,000")]
    [InlineData("2000001", "between 1 and 2,000,000")]
    [InlineData("0..10", "between 1 and 2,000,000")]
    [InlineData("9..2000001", "between 1 and 2,000,000")]
    [InlineData("20..10", "lesser length comes first")]
    [InlineData("normal:0,1", "between 1 and 2,000,000")]
    [InlineData("normal:512,-1", "not negative")]
    [InlineData("lognormal:3000000,1", "between 1 and 2,000,000")]
    [InlineData("lognormal:400,200", "deviation of the logarithm")]
    [InlineData("lognormal:400,-0.1", "deviation of the logarithm")]
    public void What_cannot_be_is_refused_with_the_reason(string text, string why) => Assert.Contains(why, LengthsText.Read(text).Mistake, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_either_read_or_refused_in_one_line() =>
        Gen.OneOf(Gen.String, Gen.OneOf(s_pieces).Array[0, 8].Select(string.Concat)).Sample(
            text =>
            {
                var (lengths, mistake) = LengthsText.Read(text);
                Assert.True(lengths is null != mistake is null);
                Assert.True(lengths is null || lengths.At(0.5) is >= 1 and <= Lengths.Most);
                Assert.True(mistake is null || mistake.Length < 300);
            },
            iter: 20_000);
}
