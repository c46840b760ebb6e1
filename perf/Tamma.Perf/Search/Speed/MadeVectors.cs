using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Search.Vectors;

namespace Tamma.Perf.Search.Speed;

/// <summary>
/// Vectors as an embedding server gives them, made without one: each word has a direction of its own and all texts share one, so that all
/// cosines lie above zero and near each other, as those of real embedding models do. One for each different text of the catalogue.
/// </summary>
internal sealed class MadeVectors
{
    public const int Dimensions = 512;

    /// <summary>What all share, against one word.</summary>
    private const float Shared = 3;

    private static readonly EmbeddingSpace s_space = new("made", "made-512", Dimensions);

    private readonly Dictionary<string, float[]> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, QueryMeaning> _queries;

    public MadeVectors(SearchIndex index, IEnumerable<string> queries)
    {
        var texts = new ModelTexts();
        var block = new VectorBlock(s_space, texts);
        var wanted = texts.Of(index).Wanted();
        foreach (var (hash, place) in wanted)
        {
            block.Add(hash, Of(EmbeddingText.Of(index.Models[place])));
        }

        Table = block.Generation(wanted.Keys);
        Table.Over(index);
        _queries = queries.Distinct(StringComparer.Ordinal).ToDictionary(text => text, text => new QueryMeaning(s_space.Model, Of(text), Table), StringComparer.Ordinal);
    }

    public EmbeddedModels Table { get; }

    public QueryMeaning Of(SpeedQuery query) => _queries[query.Text];

    private float[] Of(string text)
    {
        var vector = new float[Dimensions];
        Add(Word(""), Shared, vector);
        foreach (var word in text.Split([' ', ',', ';', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            Add(Word(word), 1, vector);
        }

        VectorTable.Normalise(vector);
        return vector;
    }

    private static void Add(float[] word, float weight, float[] into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] += word[i] * weight;
        }
    }

    private float[] Word(string word)
    {
        if (!_words.TryGetValue(word, out var direction))
        {
            var random = new Random(word.ToUpperInvariant().Aggregate(17, static (hash, letter) => unchecked((hash * 31) + letter)));
            direction = [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
            _words.Add(word, direction);
        }

        return direction;
    }
}
