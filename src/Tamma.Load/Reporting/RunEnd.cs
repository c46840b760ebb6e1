namespace Tamma.Load.Reporting;

/// <summary>How a run came to its end.</summary>
/// <param name="IsFull">More answers than can be held.</param>
/// <param name="IsCutShort">Somebody stopped it.</param>
internal readonly record struct RunEnd(bool IsFull, bool IsCutShort);
