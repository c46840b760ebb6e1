namespace Tamma.Storage.Tests.Wrong;

/// <summary>Ways to be a log, or a keeper of cursors, and wrong.</summary>
public enum LogFault
{
    HasNoIdentity, LosesActors, CountsFromZero, NamesAnotherLog, StopsLate, ReadsThePositionAgain, FiltersAfterTheLimit, HoldsEventsBack,
    InventsCursors, MovesBack, KeepsTheOldLog, FoldsReaders,
}
