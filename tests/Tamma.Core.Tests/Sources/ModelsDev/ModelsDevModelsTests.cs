using System.Text.Json;
using Tamma.Catalog;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Sources.ModelsDev;

public sealed class ModelsDevModelsTests
{
    private const string Page = """
        {"acme/one":{"id":"acme/one","name":"One","family":"ones","limit":{"context":1000,"output":0},"license":"MIT","links":[{"label":"Card","url":"https://acme.example/one","type":"card"}],
          "weights":[{"label":"HF","url":"https://hf.example/one"}],"benchmarks":[{"name":"Aider","score":21.8}]},
         "acme/deep/two":{"id":"acme/deep/two"}}
        """;

    private static ReferenceSourceOptions Options => ReferenceSourceOptions.ModelsDevModels;

    [Fact]
    public async Task A_model_is_a_row_whoever_serves_it()
    {
        var listing = await ReadAsync(Page);

        Assert.Equal(["canonical/acme/deep/two", "canonical/acme/one"], listing.Claims.Select(claim => claim.Key.ToString()));
        Assert.All(listing.Claims, claim => Assert.True(claim.Key.IsCanonical && claim.Kind is ClaimKind.Reference));
        var fields = listing.Fields("canonical/acme/one");
        Assert.Equal(("One", "1000", "MIT"), (fields["name"], fields["limit.context"], fields["license"]));
        Assert.Equal("""[{"name":"Aider","score":21.8}]""", fields["benchmarks"]);
        Assert.Equal("""[{"label":"HF","url":"https://hf.example/one"}]""", fields["weights"]);
        Assert.False(fields.ContainsKey("limit.output"));
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public void It_confirms_nothing_that_the_catalogue_of_the_same_hands_says()
    {
        var source = new CannedServer().Listing(Options).Source;

        Assert.Equal((SourceId.ModelsDevModels, SourceId.ModelsDev), (source.Id, source.DerivesFrom));
        Assert.True(SourceTable.Empty.WithKnown(source).AreOneVoice(SourceId.ModelsDevModels, SourceId.ModelsDev));
    }

    [Fact]
    public async Task It_has_a_validator_of_its_own()
    {
        var state = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Page, it => it.Headers.ETag = new("\"m1\"")).ListAsync(Options)).State;
        var again = new CannedServer().Answers(System.Net.HttpStatusCode.NotModified);

        Assert.IsType<Listing.Unchanged>(await again.ListAsync(Options, state));
        Assert.Equal("\"m1\"", again.Headers[0]["If-None-Match"]);
    }

    [Fact]
    public async Task None_keeps_none_and_says_that_it_was_on_purpose()
    {
        var listing = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Page).ListAsync(Options with { Listings = ListingScope.None }));

        Assert.Empty(listing.Claims);
        Assert.Equal(["canonical"], listing.NotKept);
    }

    [Fact]
    public async Task A_name_without_a_lab_is_left_out_and_counted() =>
        Assert.Equal(1, (await ReadAsync("""{"one":{"id":"one"},"acme/one":{"id":"acme/one"}}""")).Rules["name_without_lab_is_left_out"]);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"acme/one":{"id":"acme/two"}}""")]
    [InlineData("""{"acme":{"id":"acme","models":{}}}""")]
    [InlineData("""{"error":"gone"}""")]
    public async Task What_names_no_model_is_a_fault(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await Assert.ThrowsAsync<ProviderException>(() => new CannedServer().Answers(body).ListAsync(Options))).Fault);

    [Theory]
    [InlineData("canonical")]
    [InlineData("Canonical")]
    public async Task A_provider_may_not_take_the_name_of_the_canonical_rows(string name)
    {
        var listing = Assert.IsType<Listing.Complete>(await new CannedServer()
            .Answers("""{"NAME":{"id":"NAME","models":{"acme/one":{"id":"acme/one"}}},"p":{"id":"p","models":{}}}""".Replace("NAME", name, StringComparison.Ordinal)).ListAsync(Connections.ModelsDev));

        Assert.Equal(["p"], listing.Claims.Select(claim => claim.Key.ToString()));
        Assert.Equal(1, listing.Rules["reserved_provider_is_left_out"]);
    }

    [Fact]
    public async Task Every_model_of_the_real_document_is_there()
    {
        var bytes = Corpus.Read("models-dev.models.json");
        var listing = await ReadAsync(bytes);
        using var plain = JsonDocument.Parse(bytes);

        Assert.Equal(231, listing.Claims.Length);
        Assert.Empty(listing.UnknownFields);
        Assert.Equal(
            plain.RootElement.EnumerateObject().Sum(model => model.Value.TryGetProperty("benchmarks", out var scores) ? scores.GetArrayLength() : 0),
            listing.Claims.Sum(claim => claim.Value("benchmarks") is { } scores ? JsonDocument.Parse(scores.AsJson().Text).RootElement.GetArrayLength() : 0));
        Assert.Equal(82, listing.Claims.Count(claim => claim.Value("weights") is not null));
    }

    private static Task<Listing.Complete> ReadAsync(string body) => ReadAsync(System.Text.Encoding.UTF8.GetBytes(body));

    private static async Task<Listing.Complete> ReadAsync(byte[] body) => Assert.IsType<Listing.Complete>(await new CannedServer().Answers(body).ListAsync(Options));
}
