using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Security;
using Xunit;

namespace Tamma.Core.Tests.Providers.Anthropic;

public sealed class AnthropicListTests
{
    public const string Whole =
        """
        {"data":[{"type":"model","id":"claude-opus-5-5","display_name":"Claude Opus 5.5","created_at":"2026-10-01T00:00:00Z",
          "lifecycle":"deprecated","deprecated_at":"2026-11-01T12:00:00Z","retires_at":"2027-02-01T00:00:00Z","line":"opus","max_input_tokens":1000000,"max_tokens":128000,
          "capabilities":{
            "batch":{"supported":true},"citations":{"supported":true},"code_execution":{"supported":true},
            "context_management":{"supported":true,"clear_thinking_20251015":{"supported":true},"clear_tool_uses_20250919":{"supported":true},"compact_20260112":{"supported":true}},
            "effort":{"supported":true,"low":{"supported":true},"medium":{"supported":true},"high":{"supported":true},"xhigh":{"supported":false},"max":{"supported":true}},
            "image_input":{"supported":true},"pdf_input":{"supported":true},
            "server_tools":{"supported":true,"web_search":{"supported":true},"code_execution":{"supported":false}},
            "structured_outputs":{"supported":true},
            "thinking":{"supported":true,"types":{"adaptive":{"supported":true},"enabled":{"supported":false},"disabled":{"supported":true},"between_tools":{"supported":true}}}}}],
         "first_id":"claude-opus-5-5","last_id":"claude-opus-5-5","has_more":false}
        """;

    [Fact]
    public async Task All_that_version_2026_10_21_says_is_read()
    {
        var listing = await new CannedServer().Answers(Whole).CompleteAsync(Connections.Known("anthropic"));

        Assert.Equal(
            "name=Claude Opus 5.5 family=opus attachment=true reasoning=true " +
            """reasoning_options=[{"type":"toggle"},{"type":"effort","values":["low","medium","high","max"]}] """ +
            "structured_output=true interleaved=true batch=true citations=true server_tools=web_search modalities.input=text,image,pdf " +
            "limit.context=1000000 limit.output=128000 status=deprecated release_date=2026-10-01 deprecated_at=2026-11-01 shutdown_date=2027-02-01 " +
            "extra.capabilities.code_execution.supported=true " +
            """extra.capabilities.context_management={"clear_thinking_20251015":{"supported":true},"clear_tool_uses_20250919":{"supported":true},"compact_20260112":{"supported":true},"supported":true}""",
            listing.Only().Fields);
        Assert.Empty(listing.UnknownFields);
        Assert.Equal((ClaimKind.Offer, Access.Unverified, "anthropic"), (listing.Claims[0].Kind, listing.Claims[0].Access, listing.Claims[0].Key.Provider));
    }

    [Theory]
    [InlineData("""{"type":"model","id":"m","display_name":"M","created_at":"2025-02-24T00:00:00Z"}""", "name=M release_date=2025-02-24", "")]
    [InlineData("""{"id":"m"}""", "", "")]
    [InlineData("""{"id":"m","created_at":"1970-01-01T00:00:00Z","max_tokens":0}""", "", "epoch_is_unknown=1 zero_limit_is_unknown=1")]
    [InlineData("""{"id":"m","lifecycle":"retired","deprecated_at":null,"retires_at":null,"line":null}""", "status=retired", "")]
    [InlineData("""{"id":"m","capabilities":{"image_input":{"supported":false},"pdf_input":{"supported":false}}}""", "attachment=false modalities.input=text", "")]
    [InlineData("""{"id":"m","capabilities":{"pdf_input":{"supported":true},"image_input":{"supported":false}}}""", "attachment=true modalities.input=text,pdf", "")]
    [InlineData("""{"id":"m","capabilities":{"thinking":{"supported":true,"types":{"enabled":{"supported":true}}}}}""", """reasoning=true reasoning_options=[{"type":"budget_tokens"}]""", "")]
    [InlineData("""{"id":"m","capabilities":{"effort":{"supported":false,"low":{"supported":true}}}}""", "", "")]
    [InlineData("""{"id":"m","capabilities":{"thinking":{"supported":false}}}""", "reasoning=false", "")]
    public async Task What_an_older_version_or_a_gateway_leaves_out_is_unknown(string row, string fields, string rules) =>
        Assert.Equal((fields, rules), (await ReadAsync(row)).Only());

    [Theory]
    [InlineData("""{"id":"m","max_tokens":"many"}""", "max_tokens")]
    [InlineData("""{"id":"m","capabilities":"all"}""", "capabilities")]
    [InlineData("""{"id":"m","capabilities":{"batch":true}}""", "capabilities.batch")]
    [InlineData("""{"id":"m","capabilities":{"image_input":{"supported":"yes"}}}""", "capabilities.image_input.supported")]
    [InlineData("""{"id":"m","capabilities":{"effort":{"low":"yes"}}}""", "capabilities.effort.low")]
    [InlineData("""{"id":"m","capabilities":{"thinking":{"types":{"enabled":{"supported":1}}}}}""", "capabilities.thinking.types.enabled.supported")]
    [InlineData("""{"id":"m","capabilities":{"telepathy":{"supported":true}}}""", "capabilities.telepathy.supported")]
    [InlineData("""{"id":"m","colour":{"of":"mind"}}""", "colour.of")]
    public async Task What_we_do_not_know_is_kept_and_counted(string row, string path)
    {
        var listing = await ReadAsync(row);

        Assert.Equal(path, Assert.Single(listing.UnknownFields).Key);
        Assert.Equal($"extra.{path}", Assert.Single(listing.Claims[0].Values).Key.Path);
    }

    [Fact]
    public async Task Pages_are_followed_by_the_cursor_and_keep_what_was_asked()
    {
        var server = new CannedServer()
            .Answers("""{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}""")
            .Answers("""{"data":[{"id":"b"}],"has_more":false,"last_id":"b"}""");

        var listing = await server.CompleteAsync(Connections.Known("anthropic", settings: ("lifecycle", "active, retired")));

        Assert.Equal(2, listing.Claims.Length);
        Assert.Equal(
            [
                "https://api.anthropic.com/v1/models?limit=1000&lifecycle%5B%5D=active&lifecycle%5B%5D=retired",
                "https://api.anthropic.com/v1/models?limit=1000&lifecycle%5B%5D=active&lifecycle%5B%5D=retired&after_id=a",
            ],
            server.Asked.Select(url => url.AbsoluteUri));
    }

    [Theory]
    [InlineData("""{"data":[{"id":"a"}],"has_more":true}""")]
    [InlineData("""{"data":[{"id":"a"}],"has_more":true,"last_id":null}""")]
    [InlineData("""{"has_more":false}""")]
    [InlineData("""{}""")]
    public async Task A_list_that_does_not_say_where_it_goes_on_is_none(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await new CannedServer().Answers(body).FaultAsync(Connections.Known("anthropic"))).Fault);

    [Theory]
    [InlineData("https://api.anthropic.com", "https://api.anthropic.com/v1/models?limit=1000")]
    [InlineData("https://api.anthropic.com/", "https://api.anthropic.com/v1/models?limit=1000")]
    [InlineData("https://api.anthropic.com/v1/", "https://api.anthropic.com/v1/models?limit=1000")]
    [InlineData("https://gw.example/anthropic", "https://gw.example/anthropic/v1/models?limit=1000")]
    public async Task A_base_is_taken_with_and_without_the_version(string url, string asked)
    {
        var server = new CannedServer().Answers(Whole);
        await server.CompleteAsync(Connections.Known("anthropic") with { Url = new(url) });

        Assert.Equal(asked, Assert.Single(server.Asked).AbsoluteUri);
    }

    [Theory]
    [InlineData("", "2026-10-21")]
    [InlineData("2023-06-01", "2023-06-01")]
    public async Task The_key_and_the_version_go_along(string version, string sent)
    {
        var server = new CannedServer().Answers(Whole);
        await server.CompleteAsync(Connections.Known("anthropic", settings: version.Length > 0 ? [("version", version)] : []));

        Assert.Equal((sent, Connections.Key), (server.Headers[0]["anthropic-version"], server.Headers[0]["x-api-key"]));
        Assert.False(server.Headers[0].ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("ANTHROPIC_AUTH_TOKEN", null, true)]
    [InlineData(Connections.KeyVariable, "bearer", true)]
    [InlineData("ANTHROPIC_AUTH_TOKEN", "x-api-key", false)]
    public async Task A_token_goes_as_Bearer(string variable, string? auth, bool isBearer)
    {
        Environment.SetEnvironmentVariable(variable, Connections.Key);
        var server = new CannedServer().Answers(Whole);
        await server.CompleteAsync(Connections.Known("anthropic", settings: auth is null ? [] : [("auth", auth)]) with { Credential = CredentialReference.Environment(variable) });

        Assert.Equal(isBearer, server.Headers[0].GetValueOrDefault("Authorization") == $"Bearer {Connections.Key}");
        Assert.Equal(!isBearer, server.Headers[0].GetValueOrDefault("x-api-key") == Connections.Key);
    }

    [Theory]
    [InlineData(401, "authentication_error", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(402, "billing_error", ProviderFault.QuotaExhausted, "no quota left (402 billing_error)")]
    [InlineData(403, "permission_error", ProviderFault.Forbidden, "key may not list models (403), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(404, "not_found_error", ProviderFault.NotFound, "there is nothing at https://api.anthropic.com/v1/models (404); is the base URL right?")]
    [InlineData(400, "invalid_request_error", ProviderFault.ServerError, "answered 400 (invalid_request_error)")]
    [InlineData(429, "rate_limit_error", ProviderFault.RateLimited, "too many requests (429)")]
    [InlineData(529, "overloaded_error", ProviderFault.ServerError, "answered 529 (overloaded_error)")]
    public async Task Its_errors_are_told_apart(int status, string type, ProviderFault fault, string message)
    {
        var server = new CannedServer(new() { Attempts = 1 })
            .Answers((HttpStatusCode)status, $$"""{"type":"error","error":{"type":"{{type}}","message":"about {{Connections.Key}}"},"request_id":"req_1"}""");

        var failure = await server.FaultAsync(Connections.Known("anthropic"));

        Assert.Equal((fault, message), (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task A_spend_limit_that_comes_as_429_is_no_matter_of_patience()
    {
        var failure = await new CannedServer(new() { Attempts = 1 })
            .Answers(HttpStatusCode.TooManyRequests, """{"type":"error","error":{"type":"rate_limit_error","message":"x","details":{"error_code":"enforced_spend_limit_reached"}}}""")
            .FaultAsync(Connections.Known("anthropic"));

        Assert.Equal((ProviderFault.QuotaExhausted, "no quota left (429 enforced_spend_limit_reached)"), (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task An_answer_that_has_not_changed_is_not_read_again()
    {
        var server = new CannedServer().Answers(Whole, response => response.Headers.ETag = new("\"v1\"")).Answers(HttpStatusCode.NotModified);
        var first = await server.CompleteAsync(Connections.Known("anthropic"));

        Assert.IsType<Listing.Unchanged>(await server.ListAsync(Connections.Known("anthropic"), first.State));
        Assert.Equal("\"v1\"", server.Headers[1]["If-None-Match"]);
    }

    private static Task<Listing.Complete> ReadAsync(string row) =>
        new CannedServer().Answers($$"""{"data":[{{row}}],"has_more":false}""").CompleteAsync(Connections.Known("anthropic"));
}
