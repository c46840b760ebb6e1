using Tamma.Storage.Sqlite;
using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.RetentionFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of retention fail against one that takes too much, too little, or says nothing of it.</summary>
public sealed class WrongRetentionTests
{
    public static TheoryData<RetentionFault, string> Retentions { get; } = new()
    {
        { GoesWithoutLimits, nameof(RetentionContract.Without_limits_all_is_kept) },
        { KeepsAll, nameof(RetentionContract.Versions_that_ended_before_the_limit_go_and_the_horizon_says_from_where_on_the_past_is_whole) },
        { CountsTheBoundItself, nameof(RetentionContract.Versions_that_ended_before_the_limit_go_and_the_horizon_says_from_where_on_the_past_is_whole) },
        { SaysNothingOfIt, nameof(RetentionContract.Versions_that_ended_before_the_limit_go_and_the_horizon_says_from_where_on_the_past_is_whole) },
        { TakesCurrentVersions, nameof(RetentionContract.The_current_version_stays_however_old_it_is_and_a_removed_one_too) },
        { TakesRemovedRows, nameof(RetentionContract.The_current_version_stays_however_old_it_is_and_a_removed_one_too) },
        { KeepsAll, nameof(RetentionContract.So_many_versions_of_each_row_stay_as_are_wanted) },
        { KeepsOneLess, nameof(RetentionContract.So_many_versions_of_each_row_stay_as_are_wanted) },
        { SaysNothingOfIt, nameof(RetentionContract.So_many_versions_of_each_row_stay_as_are_wanted) },
        { KeepsEvents, nameof(RetentionContract.Old_events_go_but_those_of_versions_that_are_kept_and_the_log_goes_on) },
        { TakesEventsOfVersions, nameof(RetentionContract.Old_events_go_but_those_of_versions_that_are_kept_and_the_log_goes_on) },
        { CountsTheBoundItself, nameof(RetentionContract.Old_events_go_but_those_of_versions_that_are_kept_and_the_log_goes_on) },
        { CountsEventsAnew, nameof(RetentionContract.Old_events_go_but_those_of_versions_that_are_kept_and_the_log_goes_on) },
        { SaysNothingOfIt, nameof(RetentionContract.Old_events_go_but_those_of_versions_that_are_kept_and_the_log_goes_on) },
        { KeepsAll, nameof(RetentionContract.Claims_that_are_over_go_and_current_ones_stay) },
        { CountsTheBoundItself, nameof(RetentionContract.Claims_that_are_over_go_and_current_ones_stay) },
        { TakesCurrentClaims, nameof(RetentionContract.Claims_that_are_over_go_and_current_ones_stay) },
        { SaysNothingOfIt, nameof(RetentionContract.Claims_that_are_over_go_and_current_ones_stay) },
        { KeepsAll, nameof(RetentionContract.A_document_goes_when_nothing_current_was_read_from_it) },
        { TakesDocumentsInUse, nameof(RetentionContract.A_document_goes_when_nothing_current_was_read_from_it) },
        { TakesTheRowsOfDocuments, nameof(RetentionContract.A_document_goes_when_nothing_current_was_read_from_it) },
        { KeepsAll, nameof(RetentionContract.Old_runs_go_but_the_last_and_the_last_good_one_of_each_source) },
        { TakesTheLastRun, nameof(RetentionContract.Old_runs_go_but_the_last_and_the_last_good_one_of_each_source) },
        { TakesTheLastGoodRun, nameof(RetentionContract.Old_runs_go_but_the_last_and_the_last_good_one_of_each_source) },
        { KeepsAll, nameof(RetentionContract.Closed_reviews_go_and_open_ones_stay) },
        { TakesOpenReviews, nameof(RetentionContract.Closed_reviews_go_and_open_ones_stay) },
        { KeepsAll, nameof(RetentionContract.Old_samples_of_health_go_and_the_state_stays) },
        { TakesNewHealth, nameof(RetentionContract.Old_samples_of_health_go_and_the_state_stays) },
    };

    [Theory]
    [MemberData(nameof(Retentions))]
    public Task A_wrong_retention_is_caught(RetentionFault fault, string promise) => BrokenPromise.IsSeenAsync(new AgainstRetention(Wrong(fault)), promise);

    [Fact]
    public void Every_promise_has_been_broken_once_and_every_fault_is_tried()
    {
        Assert.Empty(BrokenPromise.Untried(typeof(RetentionContract), Retentions.Select(row => row.Data.Item2)));
        Assert.Empty(Enum.GetValues<RetentionFault>().Except(Retentions.Select(row => row.Data.Item1)));
    }

    private static Stores Wrong(RetentionFault fault)
    {
        var folder = new TempFolder();
        var database = SqliteDatabase.Open(folder["tamma.db"], TimeProvider.System);
        var stores = SqliteStores.Over(database);
        return stores with
        {
            Retention = new WrongRetentionStore(stores.Retention, database, fault),
            Close = () =>
            {
                database.Dispose();
                folder.Dispose();
            },
        };
    }

    private sealed class AgainstRetention(Stores stores) : RetentionContract(stores);
}
