using System.Text.Json;
using Tamma.Catalog;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Sources.Baseline;

public sealed class BaselineListingTests : IDisposable
{
    private const string Mine = """
        provider: anthropic
        name: Claude and friends
        source: [i]
        sources:
          i: {name: our contract, as_of: 2026-11-01}
        models:
          claude-opus-4-8: {cost: {input: 4.5}}
          claude-of-our-own: {limit: {context: 5}}
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"tamma-{Guid.CreateVersion7()}.yaml");

    [Fact]
    public async Task It_needs_no_network()
    {
        var server = new CannedServer(new() { Offline = true }, "anthropic");

        var listing = Assert.IsType<Listing.Complete>(await server.ListAsync(ReferenceSourceOptions.Baseline));

        Assert.Empty(server.Asked);
        Assert.All(listing.Claims, claim => Assert.Equal((SourceId.Baseline, ClaimKind.Reference, "anthropic"), (claim.Source, claim.Kind, claim.Key.Provider)));
        Assert.Equal("1000000", listing.Fields("anthropic/claude-opus-4-8")["limit.context"]);
        Assert.Equal("2026-08-21", listing.Fields("anthropic/claude-opus-4-8")["baseline.checked"]);
        Assert.Contains("models.dev 2026-07-01", listing.Fields("anthropic/claude-opus-4-8")["baseline.source"], StringComparison.Ordinal);
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task The_same_content_is_unchanged()
    {
        var server = new CannedServer(null, "anthropic");
        var listing = Assert.IsType<Listing.Complete>(await server.ListAsync(ReferenceSourceOptions.Baseline));

        Assert.IsType<Listing.Unchanged>(await server.ListAsync(ReferenceSourceOptions.Baseline, listing.State));
        Assert.IsType<Listing.Complete>(await new CannedServer(null, "openai").ListAsync(ReferenceSourceOptions.Baseline, listing.State));
    }

    [Theory]
    [InlineData(ListingScope.None, false, 0)]
    [InlineData(ListingScope.MyProviders, true, 1)]
    [InlineData(ListingScope.MyProviders, false, 10)]
    [InlineData(ListingScope.All, true, 10)]
    public async Task With_nothing_connected_all_of_it_is_shown(ListingScope scope, bool isConnected, int providers)
    {
        var server = new CannedServer(null, isConnected ? ["zai"] : []);

        var listing = Assert.IsType<Listing.Complete>(await server.ListAsync(ReferenceSourceOptions.Baseline with { Listings = scope }));

        Assert.Equal(providers, listing.Claims.Count(claim => claim.Key.IsProvider));
        Assert.Equal(10 - providers, listing.NotKept.Count);
    }

    [Fact]
    public async Task A_file_of_the_same_schema_is_laid_over_it()
    {
        var (all, mine) = (await ReadAsync(ReferenceSourceOptions.Bundled), await ReadAsync(Mine));

        Assert.Equal(all.Claims.Length + 1, mine.Claims.Length);
        Assert.Equal("cost.input=4.5 baseline.source=our contract 2026-11-01 baseline.checked=2026-11-01", string.Join(' ', mine.Fields("anthropic/claude-opus-4-8").Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("Claude and friends", mine.Fields("anthropic")["name"]);
        Assert.Equal(all.Fields("anthropic/claude-sonnet-5"), mine.Fields("anthropic/claude-sonnet-5"));
        Assert.Equal("anthropic anthropic/claude-of-our-own anthropic/claude-opus-4-8", string.Join(' ', (await ReadAsync("replaces: true\n" + Mine)).Claims.Where(claim => claim.Key.Provider == "anthropic").Select(claim => claim.Key)));
    }

    [Fact]
    public async Task A_mistake_in_the_file_is_a_fault_and_says_where()
    {
        var mistake = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(Mine + "\n  m: {limt: 5}"));

        Assert.Equal((ProviderFault.Malformed, $"{Path.GetFileName(_file)}:9: 'limt' is no field of a model that can stand here"), (mistake.Fault, mistake.Message));
        Assert.Equal(ProviderFault.NotFound, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(new Uri("/nowhere/at/all.yaml")))).Fault);
    }

    [Fact]
    public async Task It_may_be_mirrored()
    {
        var server = new CannedServer().Answers(Mine);

        var listing = Assert.IsType<Listing.Complete>(await server.ListAsync(ReferenceSourceOptions.Baseline with { Url = new("https://mirror.example/our.yaml") }));

        Assert.Equal("4.5", listing.Fields("anthropic/claude-opus-4-8")["cost.input"]);
    }

    [Fact]
    public async Task Each_claim_shows_where_it_stands_in_the_kept_document()
    {
        var listing = await ReadAsync(ReferenceSourceOptions.Bundled);
        var document = Assert.Single(listing.Documents);

        foreach (var claim in listing.Claims.Where(claim => !claim.Key.IsProvider))
        {
            using var row = JsonDocument.Parse(document.Content.Slice(claim.Slice!.Value.Offset, claim.Slice.Value.Length));
            Assert.Equal(claim.Values.Select(pair => pair.Key.Path), row.RootElement.EnumerateObject().Select(member => member.Name));
        }
    }

    public void Dispose() => File.Delete(_file);

    private async Task<Listing.Complete> ReadAsync(string text)
    {
        await File.WriteAllTextAsync(_file, text, TestContext.Current.CancellationToken);
        return await ReadAsync(new Uri(_file));
    }

    private static async Task<Listing.Complete> ReadAsync(Uri url) =>
        Assert.IsType<Listing.Complete>(await new CannedServer(new() { Offline = true }).ListAsync(ReferenceSourceOptions.Baseline with { Url = url }));
}
