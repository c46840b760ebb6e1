namespace Tamma.Client;

/// <summary>Who claims a value.</summary>
public sealed record OriginResponse
{
    /// <summary>The source whose claim won.</summary>
    public required string Source { get; init; }

    /// <summary>The day since when that source has said so.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Confidence { get; init; }

    /// <summary>True when a source that is not derived from the winner says otherwise; absent when none does.</summary>
    public bool? Disputed { get; init; }
}
