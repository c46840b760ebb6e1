using Tamma.Search.Vectors;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class ModelSpaceTests
{
    [Fact]
    public void Models_that_are_alike_share_a_vector_and_others_do_not()
    {
        var space = SearchWorld.With("a/owl-1 name=Owl tool_call cost.input=1 cost.output=4", "b/owl-1 name=Owl tool_call cost.input=1 cost.output=4", "c/owl-1 name=Owl cost.input=2 cost.output=8", "d/owl-2 name=Owl tool_call cost.input=1 cost.output=4", "e/owl-1 name=Jay tool_call").Index().Space;

        Assert.Equal([0, 0, 1, 2, 3], space.Meanings.Rows.ToArray());
        Assert.Equal([0, 0, 1, 0, 2], space.Measures.Rows.ToArray());
        Assert.Equal(4, space.Meanings.Count);
    }

    [Fact]
    public void A_row_that_is_shared_is_what_the_model_has_alone()
    {
        var together = SearchWorld.With("a/owl-1 name=Owl tool_call", "b/owl-1 name=Owl tool_call", "c/jay reasoning cost.input=3").Index();
        var cosines = new float[together.Space.Meanings.Count];

        together.Space.Meanings.Compare(together.Space.Meanings[1], cosines);

        Assert.Equal(1, cosines[together.Space.Meanings.Rows[0]], 5);
        Assert.Equal(System.Numerics.Tensors.TensorPrimitives.Dot(together.Space.Meanings[1], together.Space.Meanings[2]), cosines[together.Space.Meanings.Rows[2]]);
        Assert.All(Enumerable.Range(0, 3), place => Assert.Equal(1, System.Numerics.Tensors.TensorPrimitives.Norm(together.Space.Meanings[place]), 5));
    }

    [Fact]
    public void Many_rows_are_all_kept()
    {
        var writer = new VectorTableWriter(1_000, 3);
        for (var place = 0; place < 1_000; place++)
        {
            writer.Add(place)[1] = place;
        }

        var table = writer.Build();

        Assert.Equal(1_000, table.Count);
        Assert.All(Enumerable.Range(0, 1_000), place => Assert.Equal([0, place, 0], table[place].ToArray()));
    }
}
