using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>The service with an embedding server over real HTTP: what is asked of it, and what a search has of it when it is gone.</summary>
public sealed class EmbeddingServerTests
{
    private const string World = "acme";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_are_embedded_once_a_change_embeds_its_own_and_a_dead_server_fails_no_search()
    {
        await using var simulator = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "empty");
        await simulator.CreateWorldAsync($$$"""{"name":"{{{World}}}","protocol":"openai","flavour":"gateway","generate":{"models":30,"seed":5}}""");
        await simulator.CreateWorldAsync($$"""{"name":"vectors","protocol":"openai","key":"{{TestOptions.Key}}"}""");
        await simulator.AddModelAsync("vectors", """{"id":"embed-small","name":"Small","kind":"embedding"}""");
        await using var host = await TammaHost.StartAsync(new TestOptions([TestSource.OpenAi(simulator, World)])
        {
            Embeddings = new() { Url = new(simulator.WorldUrl("vectors"), "v1"), Model = "embed-small", Dimensions = 64, Credential = Security.CredentialReference.Environment(TestOptions.KeyVariable) },
        });
        var embedder = host.Get<QueryEmbedder>();
        await Until.TrueAsync(() => embedder.State is { Status: EmbeddingStatus.Ready, Wanted: > 0 }, Cancelled);

        var texts = await TextsAsync(simulator);
        Assert.Equal(host.Snapshot.Models.Select(EmbeddingText.Of).Distinct(StringComparer.Ordinal).Count(), texts);
        var meaning = await MeaningAsync(embedder, "words of a query");
        Assert.Equal(("embed-small", 64, embedder.State.Wanted), (meaning.Model, meaning.Vector.Length, meaning.Table.Count));

        // One text for the query, one for the model; a price asks for nothing.
        await simulator.PatchModelAsync(World, host.Ids(World)[3], """{"name":"Another name"}""");
        await simulator.PatchModelAsync(World, host.Ids(World)[4], """{"cost":{"input":77}}""");
        await host.RunAsync(World);
        var changed = TextHash.Of(EmbeddingText.Of(host.Model(World, host.Ids(World)[3])));
        await Until.TrueAsync(() => embedder.State.Status is EmbeddingStatus.Ready && host.Get<CurrentEmbeddings>().Served!.Has(changed), Cancelled);
        Assert.Equal(texts + 2, await TextsAsync(simulator));

        await simulator.EndAsync(Cancelled);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await embedder.TryEmbedAsync($"never seen {i}", Cancelled));
        }

        Assert.Contains("nothing listens at", embedder.State.Reason, StringComparison.Ordinal);
        Assert.NotNull(await embedder.TryEmbedAsync("words of a query", Cancelled));
        Assert.NotEmpty((await host.Models.SearchModelsAsync(new("another name") { Scope = Tamma.Catalog.ModelScope.All }, Cancelled)).Models);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(TestOptions.Key, StringComparison.Ordinal));
    }

    /// <summary>The first request of a process may take longer than a search waits; its answer is there for the next.</summary>
    private static async Task<QueryMeaning> MeaningAsync(QueryEmbedder embedder, string text)
    {
        QueryMeaning? meaning = null;
        await Until.TrueAsync(async () => (meaning = await embedder.TryEmbedAsync(text, Cancelled)) is not null, Cancelled);
        return meaning!;
    }

    private static async Task<int> TextsAsync(SimulatorProcess simulator) =>
        (await simulator.ControlAsync(HttpMethod.Get, "worlds/vectors/sends")).GetProperty("requests").EnumerateArray()
            .Sum(request => request.TryGetProperty("texts", out var texts) && texts.ValueKind is JsonValueKind.Number ? texts.GetInt32() : 0);
}
