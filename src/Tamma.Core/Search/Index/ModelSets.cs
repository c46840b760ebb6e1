namespace Tamma.Search.Index;

/// <summary>Sets that nearly every search needs.</summary>
/// <param name="Mine">Can be had with the caller's connections.</param>
/// <param name="Hidden">The operator does not want to see it in lists.</param>
/// <param name="Removed">No longer there.</param>
/// <param name="Ending">Its end is announced or has come.</param>
internal sealed record ModelSets(ulong[] Mine, ulong[] Hidden, ulong[] Removed, ulong[] Ending);

/// <summary>A provider and the run of its models in the index.</summary>
internal readonly record struct ProviderRun(string Id, int From, int To);
