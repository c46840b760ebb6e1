namespace Tamma.Storage.Tests.Wrong;

/// <summary>Ways to take away what is old and be wrong: too much goes, too little goes, or nobody is told that something went.</summary>
public enum RetentionFault
{
    GoesWithoutLimits, KeepsAll, CountsTheBoundItself, KeepsOneLess, SaysNothingOfIt,
    TakesCurrentVersions, TakesRemovedRows, TakesEventsOfVersions, KeepsEvents, CountsEventsAnew,
    TakesCurrentClaims, TakesDocumentsInUse, TakesTheRowsOfDocuments, TakesTheLastRun, TakesTheLastGoodRun, TakesOpenReviews, TakesNewHealth,
}
