namespace Tamma.Storage.Tests.Wrong;

/// <summary>Ways to keep runs, reviews, keys, connections, health, told ends or embeddings and be wrong.</summary>
public enum RecordFault
{
    LosesCounts, KeepsTheFirstState, OldestFirst, IgnoresTheSource, TakesRunningForLast, TakesAnyForGood, FailsNobody,
    RoundsValues, MixesTypes, LosesEvents, IgnoresTheState, OnlyOpenOnesBind, FlaggedOnesBind, LosesParts, IgnoresTheKind, BindsForEver,
    LosesHashes, ClearsNothing,
    LosesSettings, RemovesAll,
    KeepsTooMany, KeepsTooLong,
    TellsAgain, ForgetsTheDays,
}
