using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Tamma.Search.Embedding;

namespace Tamma.Core.Tests.Search.Embedding;

/// <summary>An embedding server that a test speaks for. A text's vector follows from its model's name and its words.</summary>
internal sealed class StubEmbeddings
{
    public const int Dimensions = 8;

    /// <summary>All texts that were asked for, with the model.</summary>
    public ConcurrentQueue<(string Model, string Text)> Asked { get; } = [];

    public ConcurrentQueue<int> Batches { get; } = [];

    /// <summary>Called before each answer; what it gives is waited for, and what it throws is thrown.</summary>
    public Func<EmbeddingSpace, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is made of each vector before it is given.</summary>
    public Func<float[], float[]> Change { get; set; } = vector => vector;

    /// <summary>What is made of the whole answer.</summary>
    public Func<List<Embedding<float>>, List<Embedding<float>>> ChangeAnswer { get; set; } = answer => answer;

    public EmbeddingSource Source => space => new Generator(this, space);

    public static float[] Of(string model, string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', ';', ',', '-', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            vector[TextHash.Of(model + word).First % Dimensions] += 1;
        }

        return vector;
    }

    private sealed class Generator(StubEmbeddings stub, EmbeddingSpace space) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            List<string> texts = [.. values];
            stub.Batches.Enqueue(texts.Count);
            foreach (var text in texts)
            {
                stub.Asked.Enqueue((space.Model, text));
            }

            await stub.Before(space).WaitAsync(cancellationToken);
            return [.. stub.ChangeAnswer([.. texts.Select(text => new Embedding<float>(stub.Change(Of(space.Model, text))))])];
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
