using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.RecordFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of embeddings fail against deliberately wrong stores.</summary>
public sealed class WrongEmbeddingTests
{
    public static TheoryData<RecordFault, string> Faults { get; } = new()
    {
        { RoundsValues, nameof(EmbeddingStoreContract.A_vector_is_read_back_in_half_precision) },
        { MixesTypes, nameof(EmbeddingStoreContract.Spaces_are_told_apart_by_model_and_dimensions_and_not_by_server) },
        { LosesSettings, nameof(EmbeddingStoreContract.Spaces_are_told_apart_by_model_and_dimensions_and_not_by_server) },
        { IgnoresTheSource, nameof(EmbeddingStoreContract.Spaces_are_told_apart_by_model_and_dimensions_and_not_by_server) },
        { KeepsTheFirstState, nameof(EmbeddingStoreContract.A_vector_that_is_written_again_is_replaced) },
        { KeepsTheFirstState, nameof(EmbeddingStoreContract.What_was_served_last_is_known) },
        { LosesParts, nameof(EmbeddingStoreContract.A_write_that_fails_keeps_nothing) },
        { KeepsTooLong, nameof(EmbeddingStoreContract.What_was_not_used_for_long_is_forgotten_and_nothing_else) },
        { RemovesAll, nameof(EmbeddingStoreContract.What_was_not_used_for_long_is_forgotten_and_nothing_else) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_wrong_keeper_of_embeddings_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new Against(stores with { Embeddings = new WrongEmbeddingStore(stores.Embeddings, fault) }), promise);
    }

    [Fact]
    public void Every_promise_has_been_broken_once() =>
        Assert.Empty(BrokenPromise.Untried(typeof(EmbeddingStoreContract), Faults.Select(row => row.Data.Item2)));

    private sealed class Against(Stores stores) : EmbeddingStoreContract(stores);
}
