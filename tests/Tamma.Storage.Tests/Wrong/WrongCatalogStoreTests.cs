using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.CatalogFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of the catalogue fail against a deliberately wrong store, one at least for each promise.</summary>
public sealed class WrongCatalogStoreTests
{
    public static TheoryData<CatalogFault, string> Commits { get; } = new()
    {
        { StartsAtOne, nameof(CatalogStoreContract.A_new_catalogue_is_empty_and_stands_at_zero) },
        { DropsExtraFields, nameof(CatalogStoreContract.A_row_is_read_back_as_it_was_given) },
        { RoundsDecimals, nameof(CatalogStoreContract.A_row_is_read_back_as_it_was_given) },
        { LosesOrigins, nameof(CatalogStoreContract.A_row_is_read_back_as_it_was_given) },
        { LosesReasons, nameof(CatalogStoreContract.A_row_is_read_back_as_it_was_given) },
        { LosesOffers, nameof(CatalogStoreContract.A_row_is_read_back_as_it_was_given) },
        { ForgetsTicks, nameof(CatalogStoreContract.A_row_is_read_back_as_it_was_given) },
        { LosesEvents, nameof(CatalogStoreContract.The_events_of_a_commit_are_in_the_log_when_it_returns) },
        { CommitsEventsApart, nameof(CatalogStoreContract.The_events_of_a_commit_are_in_the_log_when_it_returns) },
        { ReversesVersions, nameof(CatalogStoreContract.Positions_follow_the_order_of_versions_then_facts_then_other_events) },
        { SkipsAPosition, nameof(CatalogStoreContract.Positions_follow_the_order_of_versions_then_facts_then_other_events) },
        { WritesOtherEventsFirst, nameof(CatalogStoreContract.Positions_follow_the_order_of_versions_then_facts_then_other_events) },
        { IgnoresExpectedPosition, nameof(CatalogStoreContract.A_commit_from_an_older_catalogue_is_refused) },
        { IgnoresExpectedPosition, nameof(CatalogStoreContract.Of_two_commits_from_one_catalogue_one_wins) },
        { CommitsEventsApart, nameof(CatalogStoreContract.A_refused_commit_leaves_nothing) },
        { WritesBeforeItChecks, nameof(CatalogStoreContract.A_refused_commit_leaves_nothing) },
        { KeepsHalfOfAFailure, nameof(CatalogStoreContract.A_commit_that_fails_half_way_leaves_nothing_and_the_next_one_works) },
        { LetsTheLogMoveTheCatalogue, nameof(CatalogStoreContract.Events_that_belong_to_no_commit_do_not_move_the_catalogue) },
        { MovesWithoutEvents, nameof(CatalogStoreContract.A_commit_without_events_leaves_the_catalogue_where_it_is) },
        { FoldsCase, nameof(CatalogStoreContract.Ids_that_differ_by_case_only_are_two_rows) },
        { FactsMakeVersions, nameof(CatalogStoreContract.Changed_facts_change_the_row_and_make_no_version) },
        { FactsAreLost, nameof(CatalogStoreContract.Changed_facts_change_the_row_and_make_no_version) },
    };

    public static TheoryData<CatalogFault, string> History { get; } = new()
    {
        { ForgetsValidTo, nameof(CatalogHistoryContract.A_new_version_ends_the_one_before) },
        { OldestVersionFirst, nameof(CatalogHistoryContract.Versions_are_read_newest_first_from_before_a_number) },
        { IgnoresBefore, nameof(CatalogHistoryContract.Versions_are_read_newest_first_from_before_a_number) },
        { AsOfIsNow, nameof(CatalogHistoryContract.A_row_is_told_as_it_was_at_each_position) },
        { DropsRemovedRows, nameof(CatalogHistoryContract.A_removed_row_is_loaded_and_not_told_as_of) },
        { TellsRemovedRows, nameof(CatalogHistoryContract.A_removed_row_is_loaded_and_not_told_as_of) },
        { ComesBackAsFirstVersion, nameof(CatalogHistoryContract.A_removed_row_can_come_back) },
        { ForgetsOrder, nameof(CatalogHistoryContract.As_of_is_told_in_key_order_with_the_provider_first_and_for_one_provider_alone) },
        { ForgetsTheProviderRow, nameof(CatalogHistoryContract.As_of_is_told_in_key_order_with_the_provider_first_and_for_one_provider_alone) },
        { TimeIsExclusive, nameof(CatalogHistoryContract.A_time_is_answered_with_the_last_position_that_was_reached_by_then) },
        { TimeRunsBack, nameof(CatalogHistoryContract.A_clock_that_was_set_back_does_not_turn_the_log_s_time_back) },
    };

    public static TheoryData<CatalogFault, string> Claims { get; } = new()
    {
        { PastClaimsAreNow, nameof(ClaimContract.What_a_source_said_before_is_read_as_far_back_as_is_asked) },
        { LosesReasons, nameof(ClaimContract.A_claim_is_read_back_as_it_was_given) },
        { ForgetsTheSlice, nameof(ClaimContract.A_claim_is_read_back_as_it_was_given) },
        { KeepsOldClaims, nameof(ClaimContract.A_new_claim_takes_the_place_of_the_old_one) },
        { FirstSeenIsNow, nameof(ClaimContract.A_new_claim_takes_the_place_of_the_old_one) },
        { KeepsWithdrawnClaims, nameof(ClaimContract.A_withdrawn_claim_is_gone_and_no_other) },
        { WithdrawsFromAllSources, nameof(ClaimContract.A_withdrawn_claim_is_gone_and_no_other) },
        { IgnoresRecounts, nameof(ClaimContract.A_recount_is_remembered) },
        { ReadsOneSourceOnly, nameof(ClaimContract.The_claims_on_some_keys_are_those_of_all_sources) },
        { PastClaimsAreNow, nameof(ClaimContract.What_was_claimed_at_a_time_is_still_known) },
        { RegistersAgain, nameof(ClaimContract.Sources_get_indexes_in_turn_and_keep_them) },
        { HasRoomForMore, nameof(ClaimContract.There_is_room_for_256_sources_and_one_more_is_refused) },
        { ConfirmingIsAnEvent, nameof(ClaimContract.Confirming_a_source_writes_its_state_and_no_event) },
        { ForgetsStates, nameof(ClaimContract.The_state_of_a_source_is_written_with_its_commit) },
        { CutsDocuments, nameof(ClaimContract.A_document_is_kept_with_a_commit_and_without_one) },
        { InventsDocuments, nameof(ClaimContract.A_document_is_kept_with_a_commit_and_without_one) },
        { ForgetsLateDocuments, nameof(ClaimContract.A_claim_may_name_a_document_that_is_kept_later) },
    };

    [Theory]
    [MemberData(nameof(Commits))]
    public Task A_store_that_is_wrong_in_a_commit_is_caught(CatalogFault fault, string promise) =>
        BrokenPromise.IsSeenAsync(new AgainstCommits(Wrong(fault)), promise);

    [Theory]
    [MemberData(nameof(History))]
    public Task A_store_that_is_wrong_about_the_past_is_caught(CatalogFault fault, string promise) =>
        BrokenPromise.IsSeenAsync(new AgainstHistory(Wrong(fault)), promise);

    [Theory]
    [MemberData(nameof(Claims))]
    public Task A_store_that_is_wrong_about_claims_is_caught(CatalogFault fault, string promise) =>
        BrokenPromise.IsSeenAsync(new AgainstClaims(Wrong(fault)), promise);

    [Fact]
    public void Every_promise_has_been_broken_once()
    {
        Assert.Empty(BrokenPromise.Untried(typeof(CatalogStoreContract), Commits.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(CatalogHistoryContract), History.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(ClaimContract), Claims.Select(row => row.Data.Item2)));
    }

    private static Stores Wrong(CatalogFault fault)
    {
        var stores = SqliteStores.New();
        return stores with { Catalog = new WrongCatalogStore(stores.Catalog, stores.Log, fault) };
    }

    private sealed class AgainstCommits(Stores stores) : CatalogStoreContract(stores);

    private sealed class AgainstHistory(Stores stores) : CatalogHistoryContract(stores);

    private sealed class AgainstClaims(Stores stores) : ClaimContract(stores);
}
