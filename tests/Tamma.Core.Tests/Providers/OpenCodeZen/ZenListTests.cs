using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenCodeZen;

public sealed class ZenListTests
{
    [Fact]
    public async Task The_gateways_clock_is_no_change()
    {
        var server = new CannedServer()
            .Answers("""{"object":"list","data":[{"id":"claude-sonnet-4-6","object":"model","created":1763880000,"owned_by":"opencode"}]}""")
            .Answers("""{"object":"list","data":[{"id":"claude-sonnet-4-6","object":"model","created":1763890000,"owned_by":"opencode"}]}""");
        var first = await server.CompleteAsync(Connections.Known("opencode"));

        Assert.Equal("owned_by=opencode", first.Only().Fields);
        Assert.Empty(first.UnknownFields);
        Assert.IsType<Listing.Unchanged>(await server.ListAsync(Connections.Known("opencode"), first.State));
    }

    [Fact]
    public async Task Without_a_key_all_is_listed_and_nothing_may_be_called()
    {
        var server = new CannedServer().Times(2, it => it.Answers("""{"data":[{"id":"big-pickle"}]}"""));
        var keyless = await server.CompleteAsync(Connections.Known("opencode", hasKey: false));

        Assert.Equal(Access.NoCredential, keyless.Claims[0].Access);
        Assert.False(server.Headers[0].ContainsKey("Authorization"));

        var keyed = Assert.IsType<Listing.Complete>(await server.ListAsync(Connections.Known("opencode"), keyless.State));
        Assert.Equal((Access.Unverified, $"Bearer {Connections.Key}"), (keyed.Claims[0].Access, server.Headers[1]["Authorization"]));
    }

    [Theory]
    [InlineData(401, "AuthError", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(401, "CreditsError", ProviderFault.QuotaExhausted, "no quota left (401 CreditsError)")]
    [InlineData(401, "MonthlyLimitError", ProviderFault.QuotaExhausted, "no quota left (401 MonthlyLimitError)")]
    [InlineData(401, "UserLimitError", ProviderFault.QuotaExhausted, "no quota left (401 UserLimitError)")]
    [InlineData(401, "ModelError", ProviderFault.NotFound, "no such model for us (401 ModelError)")]
    [InlineData(403, "RegionError", ProviderFault.Forbidden, "key may not list models (403), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(429, "FreeUsageLimitError", ProviderFault.RateLimited, "too many requests (429)")]
    public async Task A_401_means_three_things(int status, string type, ProviderFault fault, string message)
    {
        var failure = await new CannedServer(new() { Attempts = 1 })
            .Answers((HttpStatusCode)status, $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"x"}}""")
            .FaultAsync(Connections.Known("opencode"));

        Assert.Equal((fault, message), (failure.Fault, failure.Message));
    }

    [Theory]
    [InlineData("https://opencode.ai/zen/v1", "https://opencode.ai/zen/v1/models")]
    [InlineData("https://opencode.ai/zen/go/v1/", "https://opencode.ai/zen/go/v1/models")]
    [InlineData("https://opencode.ai", "https://opencode.ai/zen/v1/models")]
    public async Task Its_bases_are_asked_as_they_are(string url, string asked)
    {
        var server = new CannedServer().Answers("""{"data":[]}""");
        await server.CompleteAsync(Connections.Known("opencode") with { Url = new(url) });

        Assert.Equal(asked, Assert.Single(server.Asked).AbsoluteUri);
    }
}
