using System.Net;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Sources.ModelsDev;

public sealed class ModelsDevTests
{
    private const string Page = """
        {"p":{"id":"p","name":"P","env":["P_KEY"],"npm":"@ai-sdk/p","api":"https://p.example","doc":"https://p.example/doc","logo":"p.svg","models":{
          "a/b:c":{"id":"a/b:c","name":"A","limit":{"context":0,"output":5},"cost":{"input":0,"output":0,"cache_read":0.1},"modalities":{"input":["text"],"output":["text"]},
            "interleaved":{"field":"reasoning_details"},"experimental":{"modes":{"fast":{"cost":{"input":2}}}},"tool_call":"maybe","knowledge":"2025-01"}}},
         "q":{"id":"q","name":"Q","env":[],"models":{"m":{"id":"m"}}}}
        """;

    [Fact]
    public async Task Its_leaves_are_our_fields()
    {
        var listing = await ReadAsync(Page);

        Assert.Equal("p p/a/b:c q q/m", string.Join(' ', listing.Claims.Select(claim => claim.Key)));
        Assert.All(listing.Claims, claim => Assert.Equal((SourceId.ModelsDev, ClaimKind.Reference), (claim.Source, claim.Kind)));
        Assert.Equal(
            "name=A interleaved.field=reasoning_details modalities.input=text modalities.output=text limit.output=5 cost.input=0 cost.output=0 cost.cache_read=0.1 knowledge=2025-01 extra.experimental.modes.fast.cost.input=2 extra.tool_call=\"maybe\"",
            string.Join(' ', listing.Fields("p/a/b:c").Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("name=P env=P_KEY npm=@ai-sdk/p api=https://p.example doc=https://p.example/doc extra.logo=\"p.svg\"", string.Join(' ', listing.Fields("p").Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("experimental.modes.fast.cost.input=1 logo=1 tool_call=1", string.Join(' ', listing.UnknownFields.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("zero_limit_is_unknown", Assert.Single(listing.Rules).Key);
    }

    [Theory]
    [InlineData(ListingScope.None, "")]
    [InlineData(ListingScope.MyProviders, "q q/m")]
    [InlineData(ListingScope.All, "p p/a/b:c q q/m")]
    public async Task The_scope_decides_whose_rows_are_kept(ListingScope scope, string keys)
    {
        var listing = Assert.IsType<Listing.Complete>(await new CannedServer(null, "q").Answers(Page).ListAsync(Connections.ModelsDev with { Listings = scope }));

        Assert.Equal(keys, string.Join(' ', listing.Claims.Select(claim => claim.Key)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"p":null}""")]
    [InlineData("""{"p":{"id":"p"}}""")]
    [InlineData("""{"p":{"models":{}}}""")]
    [InlineData("""{"p":{"id":"other","models":{}}}""")]
    [InlineData("""{"p":{"id":"p","models":[]}}""")]
    [InlineData("""{"p":{"id":"p","models":{"m":null}}}""")]
    [InlineData("""{"p":{"id":"p","models":{"m":{}}}}""")]
    [InlineData("""{"p":{"id":"p","models":{"m":{"id":"n"}}}}""")]
    [InlineData("""{"error":{"message":"no"}}""")]
    public async Task An_answer_that_is_not_of_its_form_is_never_a_listing(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(body))).Fault);

    [Fact]
    public async Task Its_validator_is_sent_where_a_body_is_kept()
    {
        var first = new CannedServer().Answers(Page, it => it.Headers.ETag = new("\"v1\""));
        var state = Assert.IsType<Listing.Complete>(await first.ListAsync(Connections.ModelsDev)).State;
        var again = new CannedServer().Answers(HttpStatusCode.NotModified);

        var unchanged = Assert.IsType<Listing.Unchanged>(await again.ListAsync(Connections.ModelsDev, state));

        Assert.False(first.Headers[0].ContainsKey("If-None-Match"));
        Assert.Equal("\"v1\"", again.Headers[0]["If-None-Match"]);
        Assert.Equal(state, unchanged.State);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("scope")]
    [InlineData("body")]
    public async Task Its_validator_is_not_sent_where_it_could_confirm_the_wrong_thing(string different)
    {
        var state = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Page, it => it.Headers.ETag = new("\"v1\"")).ListAsync(Connections.ModelsDev)).State;
        var server = new CannedServer().Answers(Page);

        await server.ListAsync(
            different switch
            {
                "url" => Connections.ModelsDev with { Url = new("https://mirror.example/api.json") },
                "scope" => Connections.ModelsDev with { Listings = ListingScope.None },
                _ => Connections.ModelsDev,
            },
            different == "body" ? state with { RawHash = null } : state);

        Assert.False(server.Headers[0].ContainsKey("If-None-Match"));
    }

    [Fact]
    public async Task It_may_be_a_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tamma-{Guid.CreateVersion7()}.json");
        var options = Connections.ModelsDev with { Url = new(path) };
        await File.WriteAllTextAsync(path, Page, TestContext.Current.CancellationToken);
        try
        {
            var listing = Assert.IsType<Listing.Complete>(await new CannedServer(new() { Offline = true }).ListAsync(options));

            Assert.Equal(4, listing.Claims.Length);
            Assert.IsType<Listing.Unchanged>(await new CannedServer().ListAsync(options, listing.State));
            Assert.Equal(ProviderFault.TooLarge, (await Assert.ThrowsAsync<ProviderException>(() => new CannedServer(new() { MaxBytes = 10 }).ListAsync(options))).Fault);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(ProviderFault.NotFound, (await Assert.ThrowsAsync<ProviderException>(() => new CannedServer().ListAsync(options))).Fault);
    }

    [Fact]
    public async Task Every_listing_of_the_real_document_is_there()
    {
        var bytes = Corpus.Read("models-dev.json");
        var listing = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(bytes).ListAsync(Connections.ModelsDev));
        var claims = listing.Claims.ToDictionary(claim => claim.Key);
        using var plain = JsonDocument.Parse(bytes);

        var count = 0;
        foreach (var provider in plain.RootElement.EnumerateObject())
        {
            Assert.Equal(provider.Value.GetProperty("name").GetString(), claims[ModelKey.ForProvider(provider.Name)].Value("name")?.AsText());
            foreach (var model in provider.Value.GetProperty("models").EnumerateObject())
            {
                var claim = claims[new(provider.Name, model.Name)];
                var context = model.Value.GetProperty("limit").GetProperty("context").GetDecimal();
                Assert.Equal(context == 0 ? null : context, claim.Value("limit.context")?.AsNumber());
                Assert.Equal(model.Value.TryGetProperty("cost", out var cost) ? cost.GetProperty("input").GetDecimal() : null, claim.Value("cost.input")?.AsNumber());
                count++;
            }
        }

        Assert.Equal(5_276, count);
        Assert.Equal(count + 147, listing.Claims.Length);
        Assert.All(listing.UnknownFields.Keys, path => Assert.StartsWith("experimental.modes.", path, StringComparison.Ordinal));
    }

    private static async Task<Listing.Complete> ReadAsync(string body) => Assert.IsType<Listing.Complete>(await new CannedServer().Answers(body).ListAsync(Connections.ModelsDev));
}
