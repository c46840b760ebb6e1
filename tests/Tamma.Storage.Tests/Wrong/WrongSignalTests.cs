using Tamma.Events;
using Tamma.Storage.Tests.Contracts;
using Xunit;
using static Tamma.Storage.Tests.Wrong.SignalFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of the bell and of the lease fail against deliberately wrong ones.</summary>
public sealed class WrongSignalTests
{
    public static TheoryData<SignalFault, string> Bells { get; } = new()
    {
        { WakesNobody, nameof(BellContract.A_ring_wakes_all_who_wait_for_it) },
        { ForgetsWhatWasRung, nameof(BellContract.A_position_that_has_been_rung_is_not_waited_for) },
        { WakesForTheKnown, nameof(BellContract.A_position_that_is_known_wakes_nobody) },
    };

    public static TheoryData<SignalFault, string> Leases { get; } = new()
    {
        { LendsTwice, nameof(LeaseContract.A_name_has_one_holder_at_a_time) },
        { LendsOneNameOnly, nameof(LeaseContract.Names_are_held_apart) },
        { KeepsForEver, nameof(LeaseContract.A_name_that_was_given_back_can_be_held_again) },
        { TakesFromTheNext, nameof(LeaseContract.Giving_back_twice_takes_nothing_from_the_next_holder) },
        { LendsTwice, nameof(LeaseContract.Of_many_who_ask_at_once_one_holds) },
    };

    [Theory]
    [MemberData(nameof(Bells))]
    public Task A_wrong_bell_is_caught(SignalFault fault, string promise) =>
        BrokenPromise.IsSeenAsync(new AgainstBell(new WrongBell(new InProcessBell(), fault)), promise);

    [Theory]
    [MemberData(nameof(Leases))]
    public Task A_wrong_lease_is_caught(SignalFault fault, string promise) =>
        BrokenPromise.IsSeenAsync(new AgainstLease(new WrongLease(fault)), promise);

    [Fact]
    public void Every_promise_has_been_broken_once()
    {
        Assert.Empty(BrokenPromise.Untried(typeof(BellContract), Bells.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(LeaseContract), Leases.Select(row => row.Data.Item2)));
    }

    private sealed class AgainstBell(IBell bell) : BellContract(bell)
    {
        private protected override TimeSpan Patience => TimeSpan.FromMilliseconds(100);
    }

    private sealed class AgainstLease(ILease lease) : LeaseContract(lease);
}
