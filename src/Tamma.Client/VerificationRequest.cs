namespace Tamma.Client;

/// <summary>Asks to call offers once with the smallest request there is, to see whether they may be called.</summary>
public sealed record VerificationRequest
{
    /// <summary>Models by key; null for all that the members below leave.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Only models of this provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Only offers through this connection.</summary>
    public string? Connection { get; init; }

    /// <summary><c>text</c> (default), <c>tool</c>, <c>schema</c> or <c>image</c>: what is checked beside whether the model answers.</summary>
    public string? Check { get; init; }

    /// <summary>Calls also what costs money, or may. Free and local models are called without it.</summary>
    public bool? Paid { get; init; }

    /// <summary>Most that all calls together may cost, in US dollars; 0.01 when not given.</summary>
    public decimal? Cap { get; init; }

    /// <summary>Says what would be called and what that could cost, and calls nothing.</summary>
    public bool? DryRun { get; init; }
}
