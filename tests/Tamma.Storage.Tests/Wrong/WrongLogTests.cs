using Tamma.Storage.Tests.Contracts;
using Tamma.Storage.Tests.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Wrong.LogFault;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>The contract tests of the log and of cursors fail against deliberately wrong ones.</summary>
public sealed class WrongLogTests
{
    public static TheoryData<LogFault, string> Logs { get; } = new()
    {
        { HasNoIdentity, nameof(EventLogContract.A_new_log_has_an_identity_and_stands_at_zero) },
        { LosesActors, nameof(EventLogContract.An_event_is_read_back_as_it_was_given) },
        { CountsFromZero, nameof(EventLogContract.Positions_rise_by_one_from_one_and_name_their_log) },
        { NamesAnotherLog, nameof(EventLogContract.Positions_rise_by_one_from_one_and_name_their_log) },
        { StopsLate, nameof(EventLogContract.Reading_goes_on_behind_a_position_and_stops_at_the_limit) },
        { ReadsThePositionAgain, nameof(EventLogContract.Reading_goes_on_behind_a_position_and_stops_at_the_limit) },
        { FiltersAfterTheLimit, nameof(EventLogContract.The_limit_counts_events_of_the_asked_types) },
        { HoldsEventsBack, nameof(EventLogContract.Many_writers_at_once_leave_no_gap_and_no_double) },
    };

    public static TheoryData<LogFault, string> Cursors { get; } = new()
    {
        { InventsCursors, nameof(CursorStoreContract.A_reader_has_no_cursor_until_it_has_one) },
        { MovesBack, nameof(CursorStoreContract.A_cursor_moves_forward_and_never_back) },
        { KeepsTheOldLog, nameof(CursorStoreContract.A_cursor_of_another_log_takes_the_place_of_the_old_one) },
        { FoldsReaders, nameof(CursorStoreContract.Each_reader_has_its_own) },
    };

    [Theory]
    [MemberData(nameof(Logs))]
    public Task A_wrong_log_is_caught(LogFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstLog(stores with { Log = new WrongEventLog(stores.Log, fault) }), promise);
    }

    [Theory]
    [MemberData(nameof(Cursors))]
    public Task A_wrong_keeper_of_cursors_is_caught(LogFault fault, string promise)
    {
        var stores = SqliteStores.New();
        return BrokenPromise.IsSeenAsync(new AgainstCursors(stores with { Cursors = new WrongCursorStore(stores.Cursors, fault) }), promise);
    }

    [Fact]
    public void Every_promise_has_been_broken_once()
    {
        Assert.Empty(BrokenPromise.Untried(typeof(EventLogContract), Logs.Select(row => row.Data.Item2)));
        Assert.Empty(BrokenPromise.Untried(typeof(CursorStoreContract), Cursors.Select(row => row.Data.Item2)));
    }

    private sealed class AgainstLog(Stores stores) : EventLogContract(stores);

    private sealed class AgainstCursors(Stores stores) : CursorStoreContract(stores);
}
