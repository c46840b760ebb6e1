using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.RecordFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of runs, reviews, keys, connections, health, overrides and told ends fail against deliberately wrong stores.</summary>
public sealed class WrongRecordTests
{
    public static TheoryData<RecordFault, string> Runs { get; } = new()
    {
        { LosesCounts, nameof(RunStoreContract.A_run_is_read_back_as_it_was_given) },
        { KeepsTheFirstState, nameof(RunStoreContract.A_run_that_is_saved_again_is_replaced) },
        { OldestFirst, nameof(RunStoreContract.Runs_are_read_newest_first_up_to_a_limit_and_of_one_source) },
        { IgnoresTheSource, nameof(RunStoreContract.Runs_are_read_newest_first_up_to_a_limit_and_of_one_source) },
        { TakesRunningForLast, nameof(RunStoreContract.The_last_finished_and_the_last_good_run_of_each_source_are_known) },
        { TakesAnyForGood, nameof(RunStoreContract.The_last_finished_and_the_last_good_run_of_each_source_are_known) },
        { FailsNobody, nameof(RunStoreContract.Runs_that_a_stopped_process_left_are_failed_and_no_others) },
    };

    public static TheoryData<RecordFault, string> Reviews { get; } = new()
    {
        { RoundsValues, nameof(ReviewStoreContract.A_review_is_read_back_as_it_was_given) },
        { MixesTypes, nameof(ReviewStoreContract.A_value_in_question_may_be_of_any_type) },
        { LosesEvents, nameof(ReviewStoreContract.A_review_and_its_events_become_visible_together) },
        { KeepsTheFirstState, nameof(ReviewStoreContract.A_review_that_is_saved_again_is_replaced) },
        { OldestFirst, nameof(ReviewStoreContract.Reviews_are_read_newest_first_up_to_a_limit_and_of_one_state) },
        { IgnoresTheState, nameof(ReviewStoreContract.Reviews_are_read_newest_first_up_to_a_limit_and_of_one_state) },
        { LosesParts, nameof(ReviewStoreContract.The_parts_of_a_review_are_read_back_as_they_were_given) },
        { IgnoresTheKind, nameof(ReviewStoreContract.Reviews_are_found_by_kind_provider_and_source) },
        { BindsForEver, nameof(ReviewStoreContract.What_was_accepted_long_ago_binds_no_more) },
        { OnlyOpenOnesBind, nameof(ReviewStoreContract.Open_accepted_and_rejected_reviews_bind_the_runs_of_their_source) },
        { FlaggedOnesBind, nameof(ReviewStoreContract.Open_accepted_and_rejected_reviews_bind_the_runs_of_their_source) },
        { IgnoresTheSource, nameof(ReviewStoreContract.Open_accepted_and_rejected_reviews_bind_the_runs_of_their_source) },
    };

    public static TheoryData<RecordFault, string> Keys { get; } = new()
    {
        { LosesHashes, nameof(KeyStoreContract.A_kept_key_still_opens) },
        { ClearsNothing, nameof(KeyStoreContract.Clearing_removes_every_key) },
    };

    public static TheoryData<RecordFault, string> Connections { get; } = new()
    {
        { LosesSettings, nameof(ConnectionStoreContract.A_connection_is_read_back_as_it_was_given) },
        { KeepsTheFirstState, nameof(ConnectionStoreContract.A_connection_that_is_saved_again_is_replaced) },
        { ClearsNothing, nameof(ConnectionStoreContract.Only_the_removed_connection_is_forgotten) },
        { RemovesAll, nameof(ConnectionStoreContract.Only_the_removed_connection_is_forgotten) },
        { LosesEvents, nameof(ConnectionStoreContract.A_connection_and_its_events_become_visible_together) },
    };

    public static TheoryData<RecordFault, string> Health { get; } = new()
    {
        { RoundsValues, nameof(HealthStoreContract.A_sample_and_its_state_are_read_back_as_they_were_given) },
        { KeepsTheFirstState, nameof(HealthStoreContract.A_state_that_is_saved_again_is_replaced) },
        { OldestFirst, nameof(HealthStoreContract.The_newest_samples_are_read_oldest_first) },
        { KeepsTooMany, nameof(HealthStoreContract.No_more_samples_stay_than_are_wanted_and_none_that_is_too_old) },
        { KeepsTooLong, nameof(HealthStoreContract.No_more_samples_stay_than_are_wanted_and_none_that_is_too_old) },
        { LosesEvents, nameof(HealthStoreContract.A_sample_and_its_events_become_visible_together) },
        { ClearsNothing, nameof(HealthStoreContract.Only_the_removed_connection_is_forgotten) },
        { RemovesAll, nameof(HealthStoreContract.Only_the_removed_connection_is_forgotten) },
    };

    public static TheoryData<RecordFault, string> Retirements { get; } = new()
    {
        { ForgetsTheDays, nameof(RetirementStoreContract.What_was_told_is_read_back_as_it_was_given) },
        { LosesEvents, nameof(RetirementStoreContract.A_notice_and_its_event_become_visible_together) },
        { TellsAgain, nameof(RetirementStoreContract.What_was_told_is_not_told_again) },
        { IgnoresTheState, nameof(RetirementStoreContract.A_call_that_fails_tells_nothing) },
    };

    public static TheoryData<RecordFault, string> Overrides { get; } = new()
    {
        { RoundsValues, nameof(OverrideStoreContract.An_override_is_read_back_as_it_was_given) },
        { KeepsTheFirstState, nameof(OverrideStoreContract.An_override_that_is_saved_again_is_replaced) },
        { IgnoresTheState, nameof(OverrideStoreContract.What_is_in_force_is_read_oldest_first) },
        { OldestFirst, nameof(OverrideStoreContract.What_is_in_force_is_read_oldest_first) },
        { OldestFirst, nameof(OverrideStoreContract.Overrides_are_read_newest_first_of_a_key_a_batch_or_a_state_up_to_a_limit) },
        { IgnoresTheSource, nameof(OverrideStoreContract.Overrides_are_read_newest_first_of_a_key_a_batch_or_a_state_up_to_a_limit) },
        { IgnoresTheState, nameof(OverrideStoreContract.Overrides_are_read_newest_first_of_a_key_a_batch_or_a_state_up_to_a_limit) },
        { KeepsTooMany, nameof(OverrideStoreContract.Overrides_are_read_newest_first_of_a_key_a_batch_or_a_state_up_to_a_limit) },
        { LosesEvents, nameof(OverrideStoreContract.An_override_and_its_events_become_visible_together) },
    };

    public static TheoryData<RecordFault, string> Asked { get; } = new()
    {
        { LosesCounts, nameof(AskedStoreContract.A_batch_is_read_back_as_it_was_given) },
        { KeepsTheFirstState, nameof(AskedStoreContract.Batches_of_any_writers_are_summed_up) },
        { IgnoresTheState, nameof(AskedStoreContract.Batches_of_any_writers_are_summed_up) },
        { TellsAgain, nameof(AskedStoreContract.A_batch_that_comes_again_changes_nothing) },
        { ForgetsTheDays, nameof(AskedStoreContract.Only_the_days_that_are_asked_for_are_summed) },
        { KeepsTooMany, nameof(AskedStoreContract.Beyond_so_many_forms_of_a_day_the_others_are_one_without_words) },
        { KeepsTheFirstState, nameof(AskedStoreContract.The_sum_of_the_parts_is_the_whole_however_it_is_cut_into_batches) },
        { LosesCounts, nameof(AskedStoreContract.Days_that_are_too_old_go) },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public Task A_wrong_keeper_of_runs_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstRuns(stores with { Runs = new WrongRunStore(stores.Runs, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Reviews))]
    public Task A_wrong_keeper_of_reviews_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstReviews(stores with { Reviews = new WrongReviewStore(stores.Reviews, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public Task A_wrong_keeper_of_keys_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstKeys(stores with { Keys = new WrongKeyStore(stores.Keys, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Connections))]
    public Task A_wrong_keeper_of_connections_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstConnections(stores with { Connections = new WrongConnectionStore(stores.Connections, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Health))]
    public Task A_wrong_keeper_of_health_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstHealth(stores with { Health = new WrongHealthStore(stores.Health, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Retirements))]
    public Task A_wrong_keeper_of_told_ends_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstRetirements(stores with { Retirements = new WrongRetirementStore(stores.Retirements, stores.Log, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Overrides))]
    public Task A_wrong_ledger_of_overrides_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstOverrides(stores with { Overrides = new WrongOverrideStore(stores.Overrides, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public Task A_wrong_keeper_of_what_was_asked_is_caught(RecordFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstAsked(stores with { Asked = new WrongAskedStore(stores.Asked, fault) }), promise);
    }

    [Fact]
    public void Every_promise_has_been_broken_once()
    {
        Assert.Empty(BrokenPromise.Untried(typeof(AskedStoreContract), Asked.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(OverrideStoreContract), Overrides.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(RunStoreContract), Runs.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(ReviewStoreContract), Reviews.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(KeyStoreContract), Keys.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(ConnectionStoreContract), Connections.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(HealthStoreContract), Health.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(RetirementStoreContract), Retirements.Select(row => row.Data.Item2)));
    }

    private sealed class AgainstRetirements(Stores stores) : RetirementStoreContract(stores);

    private sealed class AgainstRuns(Stores stores) : RunStoreContract(stores);

    private sealed class AgainstReviews(Stores stores) : ReviewStoreContract(stores);

    private sealed class AgainstHealth(Stores stores) : HealthStoreContract(stores);

    private sealed class AgainstOverrides(Stores stores) : OverrideStoreContract(stores);

    private sealed class AgainstKeys(Stores stores) : KeyStoreContract(stores);

    private sealed class AgainstConnections(Stores stores) : ConnectionStoreContract(stores);

    private sealed class AgainstAsked(Stores stores) : AskedStoreContract(stores);
}
