using System.Globalization;
using CsCheck;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>What providers say beside the body, each in its own spelling.</summary>
public sealed class RateLimitHeadersTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_names =
    [
        "x-ratelimit-limit-requests", "x-ratelimit-reset-requests", "x-ratelimit-reset", "x-ratelimit--", "anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-",
        "x-quota-snapshot-chat", "retry-after", "retry-after-ms", "deprecation", "sunset", "link", "x-request-id",
    ];

    [Fact]
    public void OpenAi_counts_requests_and_tokens_and_says_how_long_until_the_reset()
    {
        var signals = Read(
            ("x-ratelimit-limit-requests", "10000"),
            ("x-ratelimit-remaining-requests", "9999"),
            ("x-ratelimit-reset-requests", "12ms"),
            ("X-RateLimit-Limit-Tokens", "2000000"),
            ("x-ratelimit-remaining-tokens", "1999984"),
            ("x-ratelimit-reset-tokens", "6m0s"),
            ("x-request-id", "req_0123abc"));

        Assert.Equal(
            [new("requests", 10_000, 9_999, s_now.AddMilliseconds(12)), new RateLimit("tokens", 2_000_000, 1_999_984, s_now.AddMinutes(6))],
            signals.Limits);
        Assert.Equal("req_0123abc", signals.RequestId);
    }

    [Fact]
    public void Anthropic_counts_each_kind_of_token_and_says_when_the_reset_is()
    {
        var signals = Read(
            ("anthropic-ratelimit-requests-limit", "50"),
            ("anthropic-ratelimit-requests-remaining", "49"),
            ("anthropic-ratelimit-requests-reset", "2026-11-23T09:00:01Z"),
            ("anthropic-ratelimit-input-tokens-limit", "30000"),
            ("anthropic-ratelimit-input-tokens-remaining", "0"),
            ("anthropic-ratelimit-input-tokens-reset", "2026-11-23T10:01:00+01:00"),
            ("request-id", "req_011CQ"));

        Assert.Equal(
            [new("input_tokens", 30_000, 0, s_now.AddMinutes(1)), new RateLimit("requests", 50, 49, s_now.AddSeconds(1))],
            signals.Limits);
        Assert.Equal("req_011CQ", signals.RequestId);
    }

    [Theory]
    [InlineData("1795424460000")]
    [InlineData("1795424460")]
    [InlineData("60")]
    public void OpenRouter_says_the_reset_in_milliseconds_or_seconds(string reset)
    {
        var signals = Read(("X-RateLimit-Limit", "20"), ("X-RateLimit-Remaining", "3"), ("X-RateLimit-Reset", reset));

        Assert.Equal(new RateLimit("requests", 20, 3, s_now.AddMinutes(1)), Assert.Single(signals.Limits));
    }

    [Fact]
    public void GitHub_tells_a_share_of_an_entitlement()
    {
        var signals = Read(
            ("x-quota-snapshot-chat", "ent=-1&ov=0.0&ovPerm=false&rem=100.0&rst=2026-12-01T00%3A00%3A00Z"),
            ("x-quota-snapshot-premium_interactions", "ent=300&ov=0.0&ovPerm=true&rem=98.5&rst=2026-12-01T00%3A00%3A00Z"));

        var reset = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [new("chat", null, null, reset) { IsUnlimited = true }, new RateLimit("premium_interactions", 300, null, reset) { RemainingPercent = 98.5m }],
            signals.Limits);
    }

    [Theory]
    [InlineData("retry-after", "7", 7)]
    [InlineData("retry-after", "Mon, 23 Nov 2026 09:00:09 GMT", 9)]
    [InlineData("retry-after", "Monday, 23-Nov-26 09:00:09 GMT", 9)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after", "Mon, 23 Nov 2026 08:00:00 GMT", null)]
    [InlineData("retry-after", "0", null)]
    [InlineData("retry-after", "-1", null)]
    [InlineData("retry-after", "soon", null)]
    [InlineData("retry-after", "99999999999999999999", null)]
    public void A_wait_is_read_in_all_its_forms(string header, string value, object? seconds) =>
        Assert.Equal(seconds is null ? null : (TimeSpan?)TimeSpan.FromSeconds(Convert.ToDouble(seconds, CultureInfo.InvariantCulture)), Read((header, value)).RetryAfter);

    [Fact]
    public void The_end_of_an_address_is_read()
    {
        var signals = Read(
            ("Deprecation", "@1688169599"),
            ("Sunset", "Wed, 30 Dec 2026 23:59:59 GMT"),
            ("Link", "<https://api.example.com/next>; rel=\"next\", <https://docs.example.com/old?key=secret>; rel=\"deprecation\"; type=\"text/html\""));

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_688_169_599), signals.Deprecated);
        Assert.Equal(new DateTimeOffset(2026, 12, 30, 23, 59, 59, TimeSpan.Zero), signals.Sunset);
        Assert.Equal("https://docs.example.com/old", signals.DeprecationLink);
    }

    [Theory]
    [InlineData("12ms", 0.012)]
    [InlineData("6m0s", 360)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("20ns", 0.00000002)]
    [InlineData("2d", 172_800)]
    [InlineData("", null)]
    [InlineData("s", null)]
    [InlineData("5", null)]
    [InlineData("5 s", null)]
    [InlineData("5x", null)]
    [InlineData("9999999d", null)]
    public void A_duration_is_read_as_go_writes_it(string text, object? seconds)
    {
        if (seconds is not null)
        {
            Assert.Equal(Convert.ToDouble(seconds, CultureInfo.InvariantCulture), HeaderTimes.Duration(text)!.Value.TotalSeconds, tolerance: 0.000_001);
        }
        else
        {
            Assert.Null(HeaderTimes.Duration(text));
        }
    }

    [Theory]
    [InlineData("x-ratelimit-limit-requests", "many")]
    [InlineData("x-ratelimit-reset-requests", "later")]
    [InlineData("x-ratelimit-", "1")]
    [InlineData("anthropic-ratelimit-limit", "1")]
    [InlineData("x-quota-snapshot-chat", "nothing")]
    [InlineData("x-quota-snapshot-", "ent=1")]
    [InlineData("deprecation", "true")]
    [InlineData("sunset", "never")]
    [InlineData("link", "<javascript:alert(1)>; rel=deprecation")]
    [InlineData("x-request-id", "<script>")]
    public void What_is_not_understood_is_unknown(string header, string value) =>
        Assert.Equal(AnswerSignals.None.ToString(), (Read((header, value)) with { Limits = AnswerSignals.None.Limits }).ToString());

    [Fact]
    public void No_header_whatever_breaks_the_reader()
    {
        var name = Gen.Int[0, s_names.Length - 1].Select(i => s_names[i]);
        var value = Gen.OneOf(Gen.String, Gen.String["0123456789.msh-:TZ&=%@<>;, "], Gen.Decimal.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.Long.Select(number => "@" + number));
        Gen.Select(name, value).Array[0, 20].Sample(headers =>
        {
            var signals = Read(headers);
            Assert.True(signals.Limits.Length <= 16);
            Assert.False(signals.RetryAfter <= TimeSpan.Zero);
        });
    }

    private static AnswerSignals Read(params (string Name, string Value)[] headers) =>
        RateLimitHeaders.Read(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)), s_now);
}
