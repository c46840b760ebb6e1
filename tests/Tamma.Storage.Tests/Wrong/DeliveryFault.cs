namespace Tamma.Storage.Tests.Wrong;

/// <summary>Ways to keep subscriptions or deliveries and be wrong.</summary>
public enum DeliveryFault
{
    LosesSecrets, LosesEvents, KeepsTheFirst, ForgetsFailures, RemovesAll,
    TurnsAround, LosesShapes, IgnoresTheCursor, AlwaysInOrder, LosesAnswers, NeverFails, ReplaysAll, IgnoresTheState, PurgesNothing, RemembersTheGone,
}
