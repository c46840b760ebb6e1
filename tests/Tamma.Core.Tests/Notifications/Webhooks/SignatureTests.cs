using System.Security.Cryptography;
using System.Text;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Webhooks;

public sealed class SignatureTests
{
    [Fact]
    public void A_signature_is_the_one_of_the_specification()
    {
        // The example that the Standard Webhooks libraries test themselves with.
        Assert.True(WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret));

        var signature = WebhookSignature.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1_614_265_330), """{"test": 2432232314}"""u8.ToArray(), [secret]);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature.Signatures);
        Assert.Equal("1614265330", signature.Timestamp);
    }

    [Fact]
    public void Each_valid_secret_signs()
    {
        var signature = WebhookSignature.Sign("m", Requests.Now, "{}"u8.ToArray(), [Requests.Secret(1), Requests.Secret(2)]);

        Assert.Equal(
            [
                WebhookSignature.Sign("m", Requests.Now, "{}"u8.ToArray(), [Requests.Secret(1)]).Signatures,
                WebhookSignature.Sign("m", Requests.Now, "{}"u8.ToArray(), [Requests.Secret(2)]).Signatures,
            ],
            signature.Signatures.Split(' '));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_!!!!")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_secret_of_24_to_64_bytes_is_refused(string? text) =>
        Assert.False(WebhookSecret.TryParse(text, out _));

    [Fact]
    public void A_new_secret_can_be_read_and_does_not_show_itself()
    {
        var text = WebhookSecret.Generate();

        Assert.True(WebhookSecret.TryParse(text, out var secret));
        Assert.Equal("whsec_…", $"{secret}");
        Assert.NotEqual(text, WebhookSecret.Generate());
    }

    [Fact]
    public async Task Messages_carry_the_headers_of_the_standard()
    {
        await using var target = new Receiver();
        using var sender = new WebhookSender(new() { Allow = Requests.Loopback }, TimeProvider.System);

        await sender.SendAsync(Requests.To(target.Url, """{"a":"ä"}""", ("X-Team", "models")), TestContext.Current.CancellationToken);

        var received = Assert.Single(target.All);
        var key = Enumerable.Repeat((byte)1, 32).ToArray();
        var expected = Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{received["webhook-id"]}.{received["webhook-timestamp"]}."), .. received.Body]));
        Assert.Equal($"v1,{expected}", received["webhook-signature"]);
        Assert.Equal("application/cloudevents+json", received["content-type"]);
        Assert.Equal("models", received["x-team"]);
        Assert.Equal("POST /hook HTTP/1.1", received.Line);
    }
}
