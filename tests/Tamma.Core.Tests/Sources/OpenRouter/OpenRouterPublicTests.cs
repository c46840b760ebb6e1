using System.Text.Json;
using Tamma.Catalog;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Sources.OpenRouter;

public sealed class OpenRouterPublicTests
{
    private const string Page = """{"data":[{"id":"anthropic/claude-opus-4.8","knowledge_cutoff":"2026-01-31","expiration_date":"2027-01-01","pricing":{"prompt":"0.000005","completion":"0.000025"},"architecture":{"input_modalities":["text","file"]}}]}""";

    private static ReferenceSourceOptions Options { get; } = ReferenceSourceOptions.OpenRouter with { Enabled = true };

    [Fact]
    public async Task Its_rows_are_public_statements_of_openrouter_and_of_nobody_else()
    {
        var server = new CannedServer().Answers(Page);
        var listing = Assert.IsType<Listing.Complete>(await server.ListAsync(Options));

        var claim = Assert.Single(listing.Claims);
        Assert.Equal(("openrouter/anthropic/claude-opus-4.8", ClaimKind.Reference, Access.Unverified, SourceId.OpenRouter), (claim.Key.ToString(), claim.Kind, claim.Access, claim.Source));
        Assert.Equal("modalities.input=text,pdf cost.input=5 cost.output=25 knowledge=2026-01-31 shutdown_date=2027-01-01", listing.Only().Fields);
        Assert.Equal("https://openrouter.ai/api/v1/models?output_modalities=all", server.Asked[0].ToString());
        Assert.False(server.Headers[0].ContainsKey("Authorization"));
    }

    [Fact]
    public void It_is_the_same_voice_as_an_account_there()
    {
        var server = new CannedServer();
        var table = SourceTable.Empty
            .WithKnown(server.Listing(Options).Source)
            .WithKnown(server.Listing(Connections.Known("openrouter")).Source);

        Assert.True(table.AreOneVoice(SourceId.OpenRouter, SourceId.Connection("openrouter")));
        Assert.False(table.AreOneVoice(SourceId.OpenRouter, SourceId.ModelsDev));
    }

    [Fact]
    public async Task With_my_providers_it_speaks_only_where_an_account_is()
    {
        var options = Options with { Listings = ListingScope.MyProviders };

        var without = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Page).ListAsync(options));
        Assert.Empty(without.Claims);
        Assert.Equal(["openrouter"], without.NotKept);
        Assert.Single(Assert.IsType<Listing.Complete>(await new CannedServer(mine: ["openrouter"]).Answers(Page).ListAsync(options)).Claims);
    }

    [Fact]
    public async Task It_may_be_a_file_on_a_site_without_a_network()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tamma-{Guid.CreateVersion7()}.json");
        await File.WriteAllTextAsync(path, Page, TestContext.Current.CancellationToken);
        try
        {
            Assert.Single(Assert.IsType<Listing.Complete>(await new CannedServer(new() { Offline = true }).ListAsync(Options with { Url = new(path) })).Claims);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[{"name":"x"}]}""")]
    public async Task What_is_no_list_is_a_fault(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await Assert.ThrowsAsync<ProviderException>(() => new CannedServer().Answers(body).ListAsync(Options))).Fault);

    [Fact]
    public async Task Every_model_of_the_real_list_is_there()
    {
        var bytes = Corpus.Read("openrouter-models.json");
        var listing = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(bytes).ListAsync(Options));
        using var plain = JsonDocument.Parse(bytes);

        Assert.Equal(336, listing.Claims.Length);
        Assert.Empty(listing.UnknownFields);
        Assert.Equal(
            plain.RootElement.GetProperty("data").EnumerateArray().Select(model => $"openrouter/{model.GetProperty("id").GetString()}").Order(StringComparer.Ordinal),
            listing.Claims.Select(claim => claim.Key.ToString()).Order(StringComparer.Ordinal));
    }
}
