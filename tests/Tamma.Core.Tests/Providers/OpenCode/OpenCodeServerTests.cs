using System.Text;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenCode;

public sealed class OpenCodeServerTests
{
    private const string Two = """
        {"all":[{"id":"here","name":"Here","source":"api","env":["HERE_KEY"],"models":{"a/1":{"name":"A"}}},
                {"id":"there","name":"There","env":[],"models":{"b":{"name":"B"},"c":{"name":"C"}}}],
         "default":{"here":"a/1"},"connected":["here"]}
        """;

    [Theory]
    [InlineData(ListingScope.None, "opencode-server opencode-server/here/a/1")]
    [InlineData(ListingScope.MyProviders, "here opencode-server opencode-server/here/a/1")]
    [InlineData(ListingScope.All, "here opencode-server opencode-server/here/a/1 there there/b there/c")]
    public async Task What_is_connected_is_offered_and_the_scope_decides_on_the_rest(ListingScope scope, string keys)
    {
        var listing = await new CannedServer().Answers(Two).CompleteAsync(Connections.OpenCode(scope));

        Assert.Equal(keys, string.Join(' ', listing.Claims.Select(claim => claim.Key)));
        Assert.Equal(listing.Claims.Count(claim => !claim.Key.IsProvider), listing.State.Claims);
        Assert.All(listing.Claims, claim => Assert.Equal(claim.Key.Id == "here/a/1" ? ClaimKind.Offer : ClaimKind.Reference, claim.Kind));
        Assert.All(listing.Claims, claim => Assert.Equal(SourceId.Connection("opencode-server"), claim.Source));
    }

    [Fact]
    public async Task My_providers_keep_their_reference_rows()
    {
        var listing = await new CannedServer(null, "there").Answers(Two).CompleteAsync(Connections.OpenCode());

        Assert.Equal("here opencode-server opencode-server/here/a/1 there there/b there/c", string.Join(' ', listing.Claims.Select(claim => claim.Key)));
    }

    [Fact]
    public async Task Rows_name_their_provider()
    {
        var listing = await new CannedServer().Answers(Two).CompleteAsync(Connections.OpenCode());

        Assert.Equal("Here", listing.Fields("here")["name"]);
        Assert.Equal("HERE_KEY", listing.Fields("here")["env"]);
        Assert.Equal("OpenCode", listing.Fields("opencode-server")["name"]);
        Assert.Equal("here/a/1", Assert.Single(listing.Claims, claim => claim.Kind is ClaimKind.Offer).SourceRef);
    }

    [Fact]
    public void Its_reference_claims_confirm_nothing() =>
        Assert.Equal(SourceId.ModelsDev, new CannedServer().Listing(Connections.OpenCode()).Source.DerivesFrom);

    [Fact]
    public async Task The_password_goes_as_basic_authentication_of_opencode()
    {
        Environment.SetEnvironmentVariable("TAMMA_TEST_OPENCODE_PASSWORD", "hunter2hunter2");
        var server = new CannedServer().Answers(Two);

        await server.CompleteAsync(Connections.OpenCode() with { Credential = Security.CredentialReference.Environment("TAMMA_TEST_OPENCODE_PASSWORD") });

        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("opencode:hunter2hunter2")), server.Headers[0]["Authorization"]);
        Assert.Equal(new Uri("http://127.0.0.1:4096/provider"), server.Asked[0]);
    }

    [Fact]
    public async Task An_empty_list_is_a_list()
    {
        var listing = await new CannedServer().Answers("""{"all":[],"default":{},"connected":[]}""").CompleteAsync(Connections.OpenCode(ListingScope.All));

        Assert.Empty(listing.Claims);
        Assert.Single(listing.Documents);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"all":null,"connected":[]}""")]
    [InlineData("""{"all":{},"connected":[]}""")]
    [InlineData("""{"all":[]}""")]
    [InlineData("""{"all":[],"connected":null}""")]
    [InlineData("""{"all":[],"connected":"here"}""")]
    [InlineData("""{"all":[],"connected":[1]}""")]
    [InlineData("""{"all":[null],"connected":[]}""")]
    [InlineData("""{"all":[{"models":{}}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":5,"models":{}}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":"","models":{}}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":"a/b","models":{}}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":"p"}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":"p","models":[]}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":"p","models":null}],"connected":[]}""")]
    [InlineData("""{"all":[{"id":"p","models":{"m":null}}],"connected":["p"]}""")]
    [InlineData("""{"all":[{"id":"p","models":{"m":"text"}}],"connected":["p"]}""")]
    [InlineData("""{"all":[{"id":"p","models":{"":{}}}],"connected":["p"]}""")]
    [InlineData("""{"all":[{"id":"p","models":{"a\u0000b":{}}}],"connected":["p"]}""")]
    [InlineData("""{"error":{"message":"no"}}""")]
    public async Task An_answer_that_is_not_of_its_form_is_never_a_listing(string body)
    {
        var fault = await new CannedServer().Answers(body).FaultAsync(Connections.OpenCode(ListingScope.All));

        Assert.Equal(ProviderFault.Malformed, fault.Fault);
    }

    [Theory]
    [InlineData("""{"m":{"name":"A"},"m":{"name":"A"}}""", "duplicate_id")]
    [InlineData("""{"m":{"name":"A"},"m":{"name":"B"}}""", "duplicate_id_differs")]
    public async Task A_model_that_is_named_twice_is_kept_once(string models, string rule)
    {
        var listing = await new CannedServer().Answers("""{"all":[{"id":"p","models":""" + models + """}],"connected":["p"]}""").CompleteAsync(Connections.OpenCode(ListingScope.None));

        Assert.Equal("A", listing.Fields("opencode-server/p/m")["name"]);
        Assert.Equal(rule, Assert.Single(listing.Rules).Key);
    }
}
