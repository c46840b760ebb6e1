namespace Tamma.Client.Benchmarks;

/// <summary>One kind of failure, in words.</summary>
public sealed record LoadFailureResponse
{
    /// <summary>What happened, and what to do where that is known. Holds no key.</summary>
    public required string What { get; init; }

    /// <summary>Requests of the window that ended so.</summary>
    public required int Count { get; init; }
}
