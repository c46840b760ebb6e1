namespace Tamma.Catalog.Lifecycle;

/// <summary>The row that a vanished one probably is now.</summary>
/// <param name="To">The key that came.</param>
/// <param name="Reason">What they have in common, for people.</param>
public sealed record Rename(ModelKey To, string Reason);
