namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>Two names of one model.</summary>
internal sealed record Pair(string Kind, string Source, string A, string B)
{
    /// <summary>FNV-1a of the reference, so that the halves are the same on every machine.</summary>
    public bool IsEven => A.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u)) % 2 == 0;
}
