namespace Tamma.Storage.Tests.Wrong;

/// <summary>Ways to be a bell or a lease and wrong.</summary>
public enum SignalFault
{
    WakesNobody, ForgetsWhatWasRung, WakesForTheKnown,
    LendsTwice, LendsOneNameOnly, KeepsForEver, TakesFromTheNext,
}
