using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.RecordFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of benchmarks fail against deliberately wrong stores.</summary>
public sealed class WrongBenchmarkTests
{
    public static TheoryData<RecordFault, string> Faults { get; } = new()
    {
        { RoundsValues, nameof(BenchmarkStoreContract.A_run_is_read_back_whole) },
        { LosesSettings, nameof(BenchmarkStoreContract.A_run_is_read_back_whole) },
        { KeepsTheFirstState, nameof(BenchmarkStoreContract.A_run_that_is_saved_again_is_as_it_was_saved_last_and_keeps_what_belongs_to_it) },
        { LosesHashes, nameof(BenchmarkStoreContract.A_run_that_is_saved_again_is_as_it_was_saved_last_and_keeps_what_belongs_to_it) },
        { LosesParts, nameof(BenchmarkStoreContract.Samples_are_read_in_the_order_of_their_parts_and_a_part_that_comes_again_replaces_itself) },
        { MixesTypes, nameof(BenchmarkStoreContract.Samples_are_read_in_the_order_of_their_parts_and_a_part_that_comes_again_replaces_itself) },
        { LosesHashes, nameof(BenchmarkStoreContract.An_end_its_report_and_its_event_are_written_together) },
        { LosesEvents, nameof(BenchmarkStoreContract.An_end_its_report_and_its_event_are_written_together) },
        { OldestFirst, nameof(BenchmarkStoreContract.Runs_are_listed_from_the_newest_on_of_one_model_and_page_by_page) },
        { IgnoresTheSource, nameof(BenchmarkStoreContract.Runs_are_listed_from_the_newest_on_of_one_model_and_page_by_page) },
        { ForgetsTheDays, nameof(BenchmarkStoreContract.Runs_are_listed_from_the_newest_on_of_one_model_and_page_by_page) },
        { FailsNobody, nameof(BenchmarkStoreContract.What_a_stopped_process_left_is_failed_and_nothing_else) },
        { IgnoresTheState, nameof(BenchmarkStoreContract.What_a_stopped_process_left_is_failed_and_nothing_else) },
        { RemovesAll, nameof(BenchmarkStoreContract.Samples_that_are_old_enough_are_forgotten_and_reports_stay) },
        { KeepsTooLong, nameof(BenchmarkStoreContract.Samples_that_are_old_enough_are_forgotten_and_reports_stay) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_wrong_keeper_of_benchmarks_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new Against(stores with { Benchmarks = new WrongBenchmarkStore(stores.Benchmarks, fault) }), promise);
    }

    [Fact]
    public void Every_promise_has_been_broken_once() =>
        Assert.Empty(BrokenPromise.Untried(typeof(BenchmarkStoreContract), Faults.Select(row => row.Data.Item2)));

    private sealed class Against(Stores stores) : BenchmarkStoreContract(stores);
}
