using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Security;

namespace Tamma.Perf.Search;

/// <summary>
/// Vectors of a real embedding server for what is judged, made at once and not kept. <c>TAMMA_EVAL_EMBEDDINGS</c> says whose: a base address, a
/// model and, where it needs one, its credential: <c>http://localhost:11434/v1 all-minilm env:KEY</c>.
/// </summary>
internal sealed class EmbeddedEval(EmbeddingSpace space, IEmbeddingGenerator<string, Embedding<float>> generator, EmbeddedModels table)
{
    private const int Batch = 64;

    public EmbeddedModels Table => table;

    /// <returns>Null where no server is named.</returns>
    public static async Task<EmbeddedEval?> FindAsync(SearchIndex index)
    {
        if (Environment.GetEnvironmentVariable("TAMMA_EVAL_EMBEDDINGS")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var url, var model, .. var more])
        {
            return null;
        }

        var server = new EmbeddingServerOptions { Url = new(url), Model = model, Credential = more is [var text, ..] && CredentialReference.TryParse(text, out var key) ? key : null };
        var generator = new ServiceCollection().AddProviders(new()).AddEmbeddingServer(server, new()).BuildServiceProvider().GetRequiredService<EmbeddingServer>()(model, null);
        var space = new EmbeddingSpace(server.Shown, model);
        var texts = new ModelTexts();
        var block = new VectorBlock(space, texts);
        var wanted = texts.Of(index).Wanted();
        foreach (var batch in wanted.Chunk(Batch))
        {
            var answer = await generator.GenerateAsync(batch.Select(pair => EmbeddingText.Of(index.Models[pair.Value])));
            var vectors = VectorCheck.Read(answer, batch.Length, block.Dimensions, space);
            for (var i = 0; i < batch.Length; i++)
            {
                block.Add(batch[i].Key, vectors[i]);
            }
        }

        return new(space, generator, block.Generation(wanted.Keys));
    }

    public async Task<QueryMeaning> MeaningOfAsync(string text) =>
        new(space.Model, VectorCheck.Read(await generator.GenerateAsync([text]), 1, table.Dimensions, space)[0], table);
}
