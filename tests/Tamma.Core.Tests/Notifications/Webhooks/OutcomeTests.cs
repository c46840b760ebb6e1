using Microsoft.Extensions.Time.Testing;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Webhooks;

public sealed class OutcomeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(202, true, false)]
    [InlineData(301, false, false)]
    [InlineData(404, false, false)]
    [InlineData(410, false, true)]
    [InlineData(500, false, false)]
    public async Task A_status_says_whether_it_was_taken(int status, bool isTaken, bool isGone)
    {
        var outcome = await AskAsync(_ => Receiver.Status(status, "said"));

        Assert.Equal((status, isTaken, isGone, "said"), (outcome.Status, outcome.IsTaken, outcome.IsGone, outcome.Answer));
    }

    [Fact]
    public async Task A_target_says_when_to_come_again()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), (await AskAsync(_ => Receiver.Status(429, "", "Retry-After: 90"))).RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), (await AskAsync(_ => Receiver.Status(503, "", "Retry-After: Mon, 23 Nov 2026 09:05:00 GMT"))).RetryAfter);
        Assert.Null((await AskAsync(_ => Receiver.Status(503, "", "Retry-After: Mon, 23 Nov 2026 08:05:00 GMT"))).RetryAfter);
        Assert.Null((await AskAsync(_ => Receiver.Status(503, "", "Retry-After: soon"))).RetryAfter);
    }

    [Fact]
    public async Task A_long_answer_is_cut_and_an_endless_one_is_left()
    {
        var outcome = await AskAsync(_ => "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n" + new string('x', 100_000));

        Assert.True(outcome.IsTaken);
        Assert.Equal(1_001, outcome.Answer!.Length);
    }

    [Fact]
    public async Task An_answer_that_repeats_our_secrets_is_kept_without_them()
    {
        var outcome = await AskAsync(received => Receiver.Status(400, $"""no: {received["authorization"]} {received["x-key"]} {received.Line}"""), ("Authorization", "Bearer very-secret-token"), ("X-Key", "secret-without-a-space"));

        Assert.DoesNotContain("very-secret-token", outcome.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-without-a-space", outcome.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("T000/B000/XXXX", outcome.Answer, StringComparison.Ordinal);
        Assert.StartsWith("no:", outcome.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_left_after_the_timeout()
    {
        var time = new FakeTimeProvider(Requests.Now);
        using var sender = new WebhookSender(new() { Allow = Requests.Loopback }, time);

        await using var hanging = new HangingTarget();
        var sending = sender.SendAsync(Requests.To(hanging.Url), Cancelled);
        await hanging.Asked;
        time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal("no answer within 15 s", (await sending).Error);
    }

    [Fact]
    public async Task Where_nothing_listens_the_outcome_says_so()
    {
        Uri url;
        await using (var target = new Receiver())
        {
            url = target.Url;
        }

        using var sender = new WebhookSender(new() { Allow = Requests.Loopback }, TimeProvider.System);
        Assert.Equal("nothing listens there", (await sender.SendAsync(Requests.To(url), Cancelled)).Error);
    }

    private static async Task<WebhookOutcome> AskAsync(Func<Received, string> answer, params (string, string)[] headers)
    {
        await using var target = new Receiver(answer);
        using var sender = new WebhookSender(new() { Allow = Requests.Loopback }, new FakeTimeProvider(Requests.Now));
        return await sender.SendAsync(Requests.To(new(target.Url, "/services/T000/B000/XXXX"), "{}", [.. headers]), Cancelled);
    }
}
