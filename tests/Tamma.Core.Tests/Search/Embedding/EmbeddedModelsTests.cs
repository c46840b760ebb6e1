using CsCheck;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

public sealed class EmbeddedModelsTests
{
    private static readonly EmbeddingSpace s_space = new("http://one", "small");

    [Fact]
    public void Each_model_has_the_row_of_its_text_and_the_same_text_is_one_row()
    {
        var index = SearchWorld.With("a/m tool_call", "b/m tool_call", "b/n", "c/o").Index();
        var table = Table(index, text => text[0] != 'o');

        var rows = table.Over(index);

        Assert.Equal(2, table.Count);
        Assert.Equal(rows.Rows[0], rows.Rows[1]);
        Assert.NotEqual(rows.Rows[1], rows.Rows[2]);
        Assert.Equal(-1, rows.Rows[3]);
        Assert.True(rows.Of(3).IsEmpty);
        Assert.Equal(StubEmbeddings.Of("small", EmbeddingText.Of(index.Models[2])), rows.Of(2).ToArray());
        Assert.Same(rows, table.Over(index));
        Assert.Same(rows, table.Over(index.Next(index.Snapshot.WithConnections([]), index.Identities)!));
    }

    /// <summary>Over index after index, the rows that follow from the ones before are those that are found anew.</summary>
    [Fact]
    public void Rows_that_follow_from_the_index_before_are_those_that_are_found_anew() =>
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 3]).Array[1, 12].Sample(changes =>
        {
            var world = SearchWorld.With([.. Enumerable.Range(0, 10).Select(i => $"a/m{i}")]);
            var (index, later) = (world.Index(), new ModelTexts());
            var table = Table(index, _ => true, later);
            foreach (var (model, kind) in changes)
            {
                world.Add($"a/m{model} {(kind % 2 == 0 ? "cost.input=1" : "reasoning")} {(kind > 1 ? "tool_call" : "")}".TrimEnd());
                index = world.Index();
                var rows = table.Over(index);
                for (var place = 0; place < index.Models.Length; place++)
                {
                    var isKnown = table.Has(TextHash.Of(EmbeddingText.Of(index.Models[place])));
                    Assert.Equal(isKnown ? StubEmbeddings.Of("small", EmbeddingText.Of(index.Models[place])) : [], rows.Of(place).ToArray());
                }
            }
        });

    [Fact]
    public void Texts_of_models_that_are_the_same_are_not_made_again()
    {
        var world = SearchWorld.With("a/m", "a/n");
        var before = TextsOfModels.Of(world.Index().Models, null);
        before.Hashes[0] = TextHash.Of("as it was");

        var after = TextsOfModels.Of(world.Add("a/n reasoning").Add("a/o").Index().Models, before);

        Assert.Equal([TextHash.Of("as it was"), TextHash.Of(EmbeddingText.Of(after.Models[1])), TextHash.Of(EmbeddingText.Of(after.Models[2]))], after.Hashes);
    }

    [Fact]
    public void What_is_removed_is_not_wanted()
    {
        var world = SearchWorld.With("a/m").Add("a/n", model => model with { Availability = Availability.Removed }).Add("a/o", model => model with { Availability = Availability.Missing });

        Assert.Equal([0, 2], TextsOfModels.Of(world.Index().Models, null).Wanted().Values);
    }

    [Fact]
    public void A_generation_stays_as_it_is_while_the_next_one_grows_and_old_texts_go()
    {
        var block = new VectorBlock(s_space, new());
        List<TextHash> texts = [.. Enumerable.Range(0, 300).Select(i => TextHash.Of($"{i}"))];
        block.Add(texts[0], [1, 0]);
        var first = block.Generation(texts[..1]);
        foreach (var text in texts)
        {
            block.Add(text, [0, 1]);
        }

        var all = block.Generation(texts);
        var few = block.Generation(texts[..3]);

        Assert.Equal((1, 300, 3), (first.Count, all.Count, few.Count));
        Assert.True(few.Has(texts[2]) && !few.Has(texts[3]) && !block.Has(texts[3]));
    }

    [Fact]
    public void More_vectors_than_memory_allows_are_refused()
    {
        const int Most = 10;
        var vector = new float[1_024];
        var block = new VectorBlock(s_space, new(), Most * sizeof(float) * vector.Length);

        var refused = Assert.Throws<EmbeddingException>(() =>
        {
            for (var i = 0; i <= Most; i++)
            {
                block.Add(TextHash.Of($"{i}"), vector);
            }
        });

        Assert.Equal(Most, block.Generation([.. Enumerable.Range(0, Most).Select(i => TextHash.Of($"{i}"))]).Count);
        Assert.Contains("set search.embeddings.dimensions to fewer", refused.Message, StringComparison.Ordinal);
    }

    private static EmbeddedModels Table(SearchIndex index, Func<string, bool> has, ModelTexts? texts = null)
    {
        var block = new VectorBlock(s_space, texts ?? new());
        foreach (var text in index.Models.Select(EmbeddingText.Of).Where(has))
        {
            block.Add(TextHash.Of(text), StubEmbeddings.Of("small", text));
        }

        return block.Generation([.. index.Models.Select(model => TextHash.Of(EmbeddingText.Of(model)))]);
    }
}
