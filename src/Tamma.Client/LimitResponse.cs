namespace Tamma.Client;

/// <summary>How many tokens fit. Three quantities, of which one does not follow from another.</summary>
public sealed record LimitResponse
{
    /// <summary>Input and output together.</summary>
    public long? Context { get; init; }

    /// <summary>Input alone.</summary>
    public long? Input { get; init; }

    /// <summary>Output alone.</summary>
    public long? Output { get; init; }
}
