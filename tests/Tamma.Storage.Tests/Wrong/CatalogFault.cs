namespace Tamma.Storage.Tests.Wrong;

/// <summary>Ways to be a record of the catalogue and wrong.</summary>
public enum CatalogFault
{
    StartsAtOne, DropsExtraFields, RoundsDecimals, LosesOrigins, LosesOffers, ForgetsTicks, FoldsCase,
    LosesEvents, CommitsEventsApart, ReversesVersions, SkipsAPosition, WritesOtherEventsFirst,
    IgnoresExpectedPosition, LetsTheLogMoveTheCatalogue, MovesWithoutEvents, WritesBeforeItChecks, KeepsHalfOfAFailure,
    FactsMakeVersions, FactsAreLost, ForgetsValidTo, OldestVersionFirst, IgnoresBefore, AsOfIsNow, DropsRemovedRows, TellsRemovedRows,
    ComesBackAsFirstVersion, ForgetsOrder, ForgetsTheProviderRow, TimeIsExclusive, TimeRunsBack,
    ForgetsTheSlice, LosesReasons, KeepsOldClaims, FirstSeenIsNow, KeepsWithdrawnClaims, WithdrawsFromAllSources, IgnoresRecounts, ReadsOneSourceOnly, PastClaimsAreNow,
    RegistersAgain, HasRoomForMore, ConfirmingIsAnEvent, ForgetsStates, CutsDocuments, InventsDocuments, ForgetsLateDocuments,
}
