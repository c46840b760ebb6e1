using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>Each bad end of a request, as its operator reads it, and whether it is tried again.</summary>
public sealed class FaultTests
{
    private const string Key = "TAMMA_TEST_FAULT_KEY";
    private const string Secret = "sk-fault-secret-0123456789";
    private const string Good = """{"object":"list","data":[{"id":"m"}]}""";

    static FaultTests() => Environment.SetEnvironmentVariable(Key, Secret);

    [Theory]
    [InlineData(401, "", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_FAULT_KEY")]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-fault-secret-0123456789","code":"invalid_api_key"}}""", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_FAULT_KEY")]
    [InlineData(401, """{"error":{"type":"CreditsError"}}""", ProviderFault.QuotaExhausted, "no quota left (401 CreditsError)")]
    [InlineData(403, "", ProviderFault.Forbidden, "key may not list models (403), from TAMMA_TEST_FAULT_KEY")]
    [InlineData(404, "", ProviderFault.NotFound, "there is nothing at https://api.example.com/v1/models (404); is the base URL right?")]
    [InlineData(402, "", ProviderFault.QuotaExhausted, "no quota left (402)")]
    [InlineData(429, """{"error":{"message":"x","type":"insufficient_quota","code":"insufficient_quota"}}""", ProviderFault.QuotaExhausted, "no quota left (429 insufficient_quota)")]
    [InlineData(400, """{"error":{"message":"x","code":"bad_parameter"}}""", ProviderFault.ServerError, "answered 400 (bad_parameter)")]
    [InlineData(400, """{"error":{"message":"x","type":"BadRequestError","code":400}}""", ProviderFault.ServerError, "answered 400 (BadRequestError)")]
    [InlineData(400, """{"error":{"code":"sk-fault-secret-0123456789"}}""", ProviderFault.ServerError, "answered 400")]
    [InlineData(400, """{"error":{"code":"please look at https://evil.example"}}""", ProviderFault.ServerError, "answered 400")]
    [InlineData(418, "<html>", ProviderFault.ServerError, "answered 418")]
    public async Task A_refusal_is_not_tried_again(int status, string body, ProviderFault expected, string message)
    {
        var server = new CannedServer().Answers((HttpStatusCode)status, body);

        var fault = await server.FaultAsync(Connections.OpenAi(Key));

        Assert.Equal((expected, message, status), (fault.Fault, fault.Message, fault.Status));
        Assert.Single(server.Asked);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, ProviderFault.ServerError, "answered 500")]
    [InlineData(502, ProviderFault.ServerError, "answered 502")]
    [InlineData(503, ProviderFault.ServerError, "answered 503")]
    [InlineData(408, ProviderFault.TimedOut, "it gave up waiting (408)")]
    [InlineData(429, ProviderFault.RateLimited, "too many requests (429)")]
    public async Task What_may_pass_is_tried_again_and_reported_when_it_does_not(int status, ProviderFault expected, string message)
    {
        var server = new CannedServer().Times(4, it => it.Answers((HttpStatusCode)status));

        var fault = await server.FaultAsync();

        Assert.Equal((expected, message, status), (fault.Fault, fault.Message, fault.Status));
        Assert.Equal(4, server.Asked.Count);
    }

    [Fact]
    public async Task One_bad_moment_is_forgotten()
    {
        var server = new CannedServer().Answers(HttpStatusCode.BadGateway).Answers(HttpStatusCode.TooManyRequests).Answers(Good);

        Assert.Single((await server.CompleteAsync(Connections.OpenAi())).Claims);
        Assert.Equal(2, server.Time.Waits.Count);
        Assert.All(server.Time.Waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task One_attempt_means_no_second()
    {
        var server = new CannedServer(new() { Attempts = 1 }).Answers(HttpStatusCode.BadGateway);

        Assert.Equal(ProviderFault.ServerError, (await server.FaultAsync()).Fault);
    }

    [Fact]
    public async Task Retry_after_in_seconds_is_waited_for()
    {
        var server = new CannedServer().Answers(HttpStatusCode.TooManyRequests, "", it => it.Headers.RetryAfter = new(TimeSpan.FromSeconds(7))).Answers(Good);

        await server.CompleteAsync(Connections.OpenAi());

        Assert.Equal([TimeSpan.FromSeconds(7)], server.Time.Waits);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_waited_for()
    {
        var server = new CannedServer();
        var date = server.Time.GetUtcNow().AddSeconds(9);
        server.Answers(HttpStatusCode.ServiceUnavailable, "", it => it.Headers.RetryAfter = new(date)).Answers(Good);

        await server.CompleteAsync(Connections.OpenAi());

        Assert.Equal([TimeSpan.FromSeconds(9)], server.Time.Waits);
    }

    [Fact]
    public async Task Retry_after_in_milliseconds_is_waited_for()
    {
        var server = new CannedServer().Answers(HttpStatusCode.TooManyRequests, "", it => it.Headers.TryAddWithoutValidation("retry-after-ms", "1500")).Answers(Good);

        await server.CompleteAsync(Connections.OpenAi());

        Assert.Equal([TimeSpan.FromSeconds(1.5)], server.Time.Waits);
    }

    [Fact]
    public async Task A_date_in_the_past_does_not_make_us_hammer()
    {
        var server = new CannedServer();
        var date = server.Time.GetUtcNow().AddHours(-1);
        server.Answers(HttpStatusCode.TooManyRequests, "", it => it.Headers.RetryAfter = new(date)).Answers(Good);

        await server.CompleteAsync(Connections.OpenAi());

        Assert.True(Assert.Single(server.Time.Waits) > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_after_beyond_patience_ends_the_run_and_says_when(bool asDate)
    {
        var server = new CannedServer();
        var wait = TimeSpan.FromSeconds(120);
        var date = server.Time.GetUtcNow() + wait;
        server.Answers(HttpStatusCode.TooManyRequests, "", it => it.Headers.RetryAfter = asDate ? new(date) : new(wait));

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.RateLimited, wait), (fault.Fault, fault.RetryAfter));
        Assert.Equal("too many requests (429); it asks for 120 s of patience", fault.Message);
        Assert.Empty(server.Time.Waits);
    }

    [Fact]
    public async Task A_cut_body_is_tried_again_and_then_read()
    {
        var server = new CannedServer().AnswersCut("""{"object":"list","da""").Answers(Good);

        Assert.Single((await server.CompleteAsync(Connections.OpenAi())).Claims);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task A_body_that_is_always_cut_is_no_listing()
    {
        var server = new CannedServer().Times(4, it => it.AnswersCut(new string(' ', 12_000) + Good, missing: 345));

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.CutOff, "answer cut off after 12,037 bytes"), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task A_body_without_a_length_that_ends_within_its_json_was_cut()
    {
        var server = new CannedServer().Times(4, it => it.Answers("", response => response.Content = CannedServer.Streamed("""{"data":[{"id":"a"},""")));

        Assert.Equal(ProviderFault.CutOff, (await server.FaultAsync()).Fault);
    }

    [Fact]
    public async Task A_stream_that_breaks_was_cut()
    {
        var server = new CannedServer().Times(3, it => it.Answers("", response => response.Content = new StreamContent(new BreakingStream()))).Answers(Good);

        Assert.Single((await server.CompleteAsync(Connections.OpenAi())).Claims);
        Assert.Equal(4, server.Asked.Count);
    }

    [Fact]
    public async Task A_part_of_the_list_is_no_list()
    {
        var server = new CannedServer().Times(4, it => it.Answers(HttpStatusCode.PartialContent, Good));

        Assert.Equal(ProviderFault.CutOff, (await server.FaultAsync()).Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_too_large_is_not_read(bool saysSo)
    {
        var body = """{"data":[]}""" + new string(' ', 2_000);
        var server = new CannedServer(new() { MaxBytes = 1_000 }).Answers("", it => it.Content = CannedServer.Streamed(body, saysSo ? body.Length : null));

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.TooLarge, "the answer is larger than 1,000 bytes"), (fault.Fault, fault.Message));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_all_tries()
    {
        var server = new CannedServer().Times(4, it => it.Hangs());

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.TimedOut, "no answer within 30 s"), (fault.Fault, fault.Message));
        Assert.Equal(4, server.Asked.Count);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_a_fault()
    {
        using var given = new CancellationTokenSource();
        var server = new CannedServer().Answers(async (_, cancellationToken) =>
        {
            await given.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Listing(Connections.OpenAi()).ListAsync(null, null, given.Token));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4096", "nothing listens at http://127.0.0.1:4096", 1)]
    [InlineData("http://192.168.7.7:8000/v1", "nothing listens at http://192.168.7.7:8000", 4)]
    public async Task Nothing_listens(string url, string message, int asked)
    {
        var server = new CannedServer().Times(4, it => it.Fails(Refused()));

        var fault = await server.FaultAsync(Connections.OpenAi() with { Url = new(url) });

        Assert.Equal((ProviderFault.Unreachable, message), (fault.Fault, fault.Message));
        Assert.Equal(asked, server.Asked.Count);
    }

    [Fact]
    public async Task An_unknown_host_is_named()
    {
        var server = new CannedServer().Times(4, it => it.Fails(new HttpRequestException(HttpRequestError.NameResolutionError, "", new SocketException((int)SocketError.HostNotFound))));

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.Unreachable, "host name unknown: api.example.com"), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task A_certificate_does_not_mend_itself()
    {
        var server = new CannedServer().Fails(new HttpRequestException(HttpRequestError.SecureConnectionError, "", new AuthenticationException()));

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.Unreachable, "no secure connection to https://api.example.com: TLS failed"), (fault.Fault, fault.Message));
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("https://login.example.net/signin?next=models&token=abc", "it redirects to https://login.example.net (302); put that address into the configuration if it is right")]
    [InlineData("/v2/models", "it redirects to https://api.example.com/v2/models (302); put that address into the configuration if it is right")]
    public async Task A_redirect_is_named_and_not_followed(string target, string message)
    {
        var server = new CannedServer().Answers(HttpStatusCode.Found, "", it => it.Headers.Location = new(target, UriKind.RelativeOrAbsolute));

        var fault = await server.FaultAsync(Connections.OpenAi(Key));

        Assert.Equal((ProviderFault.Redirected, message), (fault.Fault, fault.Message));
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html></html>", "the answer is HTML, not JSON; is the base URL right?")]
    [InlineData("", "the answer is empty")]
    [InlineData("  \n", "the answer is empty")]
    [InlineData("not json", "the answer is not JSON: it breaks off or goes wrong in line 1")]
    [InlineData("{\"data\":[\n{\"id\":}]}", "the answer is not JSON: it breaks off or goes wrong in line 2")]
    [InlineData("{\"data\":[{\"id\":\"\\ud800\"}]}", "the answer is not JSON: it holds half a surrogate pair")]
    public async Task What_is_not_json_is_never_a_listing(string body, string message)
    {
        var server = new CannedServer().Answers(body);

        var fault = await server.FaultAsync();

        Assert.Equal((ProviderFault.Malformed, message), (fault.Fault, fault.Message));
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("""{"error":{"message":"x","code":"invalid_api_key"}}""", ProviderFault.Unauthorised)]
    [InlineData("""{"error":{"message":"x","code":429}}""", ProviderFault.RateLimited)]
    [InlineData("""{"error":{"message":"x","type":"insufficient_quota"}}""", ProviderFault.QuotaExhausted)]
    [InlineData("""{"error":{"message":"x","type":"server_error"}}""", ProviderFault.ServerError)]
    [InlineData("""{"error":"unauthorized"}""", ProviderFault.Unauthorised)]
    [InlineData("""{"code":401,"reason":"Unauthorized","message":"no"}""", ProviderFault.Unauthorised)]
    [InlineData("""{"error":{},"data":null}""", ProviderFault.ServerError)]
    public async Task An_error_in_a_good_status_is_an_error(string body, ProviderFault expected)
    {
        var server = new CannedServer().Answers(body);

        Assert.Equal(expected, (await server.FaultAsync()).Fault);
    }

    [Fact]
    public async Task Without_its_credential_nothing_is_asked()
    {
        var server = new CannedServer();

        var fault = await server.FaultAsync(Connections.OpenAi("TAMMA_TEST_NOT_SET"));

        Assert.Equal((ProviderFault.NoCredential, "there is no key in TAMMA_TEST_NOT_SET"), (fault.Fault, fault.Message));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task The_request_says_who_we_are_and_carries_the_key()
    {
        var server = new CannedServer().Answers(Good);

        await server.CompleteAsync(Connections.OpenAi(Key) with { Headers = Connections.OpenAi().Headers.Add("X-Org", "team") });

        var headers = Assert.Single(server.Headers);
        Assert.Equal("Bearer " + Secret, headers["Authorization"]);
        Assert.Matches("^tamma/[0-9]", headers["User-Agent"]);
        Assert.Equal("team", headers["X-Org"]);
    }

    [Theory]
    [InlineData("https://user:hunter2hunter2@api.example.com/v1?key=query-secret-123")]
    public async Task An_address_is_shown_and_kept_without_what_may_be_secret_in_it(string url)
    {
        var server = new CannedServer().Answers(HttpStatusCode.NotFound).Answers(Good);
        var connection = Connections.OpenAi() with { Url = new(url) };

        var fault = await server.FaultAsync(connection);
        var listing = await server.CompleteAsync(connection);

        Assert.Contains("key=query-secret-123", server.Asked[0].Query, StringComparison.Ordinal);
        foreach (var secret in (string[])["hunter2hunter2", "query-secret-123"])
        {
            Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, listing.Everything(), StringComparison.Ordinal);
        }
    }

    private static HttpRequestException Refused() => new(HttpRequestError.ConnectionError, "", new SocketException((int)SocketError.ConnectionRefused));

    private sealed class BreakingStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection broke.");
    }
}
