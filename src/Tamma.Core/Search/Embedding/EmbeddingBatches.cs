using Microsoft.Extensions.AI;

namespace Tamma.Search.Embedding;

/// <summary>Fills a block with the vectors that are wanted: those that are kept are read, the others are asked for and kept.</summary>
internal sealed class EmbeddingBatches(IEmbeddingStore store, EmbeddingOptions options, TimeProvider time)
{
    /// <summary>So many are read at once, and no more are in memory twice.</summary>
    private const int ReadAtOnce = 1_000;

    /// <summary>Reads what is kept.</summary>
    /// <returns>The texts of which nothing is.</returns>
    public async Task<List<TextHash>> ReadAsync(VectorBlock block, IEnumerable<TextHash> wanted, CancellationToken cancellationToken)
    {
        List<TextHash> missing = [];
        foreach (var texts in wanted.Where(text => !block.Has(text)).Chunk(ReadAtOnce))
        {
            var kept = await store.ReadAsync(block.Space, texts, cancellationToken);
            foreach (var text in texts)
            {
                // One of another length was made when the model's name meant another model.
                if (kept.TryGetValue(text, out var vector) && (block.Dimensions == 0 || block.Dimensions == vector.Length))
                {
                    block.Add(text, vector);
                }
                else
                {
                    missing.Add(text);
                }
            }
        }

        return missing;
    }

    /// <summary>Embeds texts, a batch at a time. What is done stays done when a later batch fails.</summary>
    /// <param name="textOf">Makes a text when its turn comes: all of them at once would be megabytes.</param>
    /// <param name="progress">Told after each batch.</param>
    public async Task EmbedAsync(
        VectorBlock block, IEmbeddingGenerator<string, Embedding<float>> generator, IReadOnlyList<TextHash> missing, Func<TextHash, string> textOf, Action progress, CancellationToken cancellationToken)
    {
        foreach (var batch in missing.Chunk(options.Batch))
        {
            var answer = await generator.GenerateAsync(batch.Select(textOf), cancellationToken: cancellationToken);
            var vectors = VectorCheck.Read(answer, batch.Length, block.Dimensions, block.Space);
            await store.WriteAsync(block.Space, [.. batch.Select((text, i) => KeyValuePair.Create(text, vectors[i]))], time.GetUtcNow(), cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                block.Add(batch[i], vectors[i]);
            }

            progress();
        }
    }
}
