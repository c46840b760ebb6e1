namespace Tamma.Notifications.Deliveries;

/// <summary>What a subscription was not told yet because it is calm.</summary>
/// <param name="Events">How many wait.</param>
/// <param name="Since">When the first of them happened.</param>
/// <param name="Due">When they go, whatever comes; null where more of the log must be read first.</param>
public sealed record Waiting(int Events, DateTimeOffset Since, DateTimeOffset? Due);
