using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.DeliveryFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of subscriptions and deliveries fail against deliberately wrong stores.</summary>
public sealed class WrongDeliveryTests
{
    public static TheoryData<DeliveryFault, string> Subscriptions { get; } = new()
    {
        { LosesSecrets, nameof(SubscriptionStoreContract.A_subscription_is_read_back_as_it_was_given) },
        { LosesEvents, nameof(SubscriptionStoreContract.A_subscription_its_cursor_and_its_events_become_visible_together) },
        { KeepsTheFirst, nameof(SubscriptionStoreContract.A_saved_subscription_is_replaced_and_its_cursor_stays) },
        { ForgetsFailures, nameof(SubscriptionStoreContract.How_it_fares_is_kept_by_deliveries_until_it_is_to_be_forgotten) },
        { RemovesAll, nameof(SubscriptionStoreContract.Only_the_removed_subscription_goes_and_all_of_it) },
    };

    public static TheoryData<DeliveryFault, string> Deliveries { get; } = new()
    {
        { TurnsAround, nameof(DeliveryStoreContract.Messages_are_queued_in_their_order_and_the_cursor_moves_with_them) },
        { LosesShapes, nameof(DeliveryStoreContract.Many_positions_and_a_shape_are_read_back_as_they_were_given) },
        { IgnoresTheCursor, nameof(DeliveryStoreContract.Nothing_is_queued_when_the_cursor_stands_elsewhere) },
        { AlwaysInOrder, nameof(DeliveryStoreContract.Without_order_what_is_due_first_comes_first) },
        { LosesAnswers, nameof(DeliveryStoreContract.A_try_and_what_became_of_it_are_read_back_as_they_were_given) },
        { NeverFails, nameof(DeliveryStoreContract.A_subscription_fails_from_the_first_failure_on_until_a_success) },
        { ReplaysAll, nameof(DeliveryStoreContract.Dead_letters_are_queued_again_one_or_all_under_their_ids) },
        { IgnoresTheState, nameof(DeliveryStoreContract.Deliveries_are_listed_newest_first_up_to_a_limit_before_a_place_and_of_one_state) },
        { PurgesNothing, nameof(DeliveryStoreContract.What_is_over_and_old_goes_and_what_waits_stays) },
        { RemembersTheGone, nameof(DeliveryStoreContract.What_went_with_its_subscription_is_not_written_again) },
    };

    [Theory]
    [MemberData(nameof(Subscriptions))]
    public Task A_wrong_keeper_of_subscriptions_is_caught(DeliveryFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstSubscriptions(stores with { Subscriptions = new WrongSubscriptionStore(stores.Subscriptions, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public Task A_wrong_keeper_of_deliveries_is_caught(DeliveryFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstDeliveries(stores with { Deliveries = new WrongDeliveryStore(stores.Deliveries, stores.Cursors, fault) }), promise);
    }

    [Fact]
    public void Every_promise_has_been_broken_once()
    {
        Assert.Empty(BrokenPromise.Untried(typeof(SubscriptionStoreContract), Subscriptions.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(DeliveryStoreContract), Deliveries.Select(row => row.Data.Item2)));
    }

    private sealed class AgainstSubscriptions(Stores stores) : SubscriptionStoreContract(stores);

    private sealed class AgainstDeliveries(Stores stores) : DeliveryStoreContract(stores);
}
