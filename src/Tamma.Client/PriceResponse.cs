using System.Text.Json;

namespace Tamma.Client;

/// <summary>What a model cost at a time, who said so, and how its price came to be.</summary>
public sealed record PriceResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>The version that stood then.</summary>
    public required VersionMark Version { get; init; }

    /// <summary>The known prices of then; one that nobody stated is not among them.</summary>
    public required IReadOnlyList<PriceValueResponse> Prices { get; init; }

    /// <summary>Every version that changed a price, oldest first, up to now.</summary>
    public required IReadOnlyList<PriceChangeResponse> Series { get; init; }

    /// <summary>False when older versions are no longer kept, so that the series begins later than the model.</summary>
    public required bool Complete { get; init; }
}

/// <summary>A price that is known.</summary>
public sealed record PriceValueResponse
{
    /// <summary>Dotted path, for example <c>cost.input</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The price; a structure for tiers.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>What it is counted in, for example USD per million tokens.</summary>
    public string? Unit { get; init; }

    /// <summary>Who said so.</summary>
    public required string Source { get; init; }

    /// <summary>The day since when that source said so.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Confidence { get; init; }
}

/// <summary>A version that changed a price.</summary>
public sealed record PriceChangeResponse
{
    /// <summary>The version.</summary>
    public required VersionMark Version { get; init; }

    /// <summary>What it changed; for the first known version the prices that it had, from unknown.</summary>
    public required IReadOnlyList<ImpactResponse> Changes { get; init; }
}
