namespace Tamma.Client;

/// <summary>Asks which models have what is required.</summary>
public sealed record CapabilityCheckRequest
{
    /// <summary>One model by its key.</summary>
    public string? Model { get; init; }

    /// <summary>Models by their keys, at most 100.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>With no model named: <c>mine</c> (the default) or <c>all</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>With no model named: one provider's models only.</summary>
    public string? Provider { get; init; }

    /// <summary>Names of capabilities, anybody's.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    /// <summary>Bounds.</summary>
    public CapabilityLimitsRequest? Limits { get; init; }

    /// <summary>How many alternatives to a model that does not have it all, 0 to 50; 5 when not given.</summary>
    public int? Alternatives { get; init; }

    /// <summary>With no model named: how many of the best, 1 to 1,000; 50 when not given.</summary>
    public int? Limit { get; init; }
}

/// <summary>Bounds on a model's figures. One that is unknown satisfies none.</summary>
public sealed record CapabilityLimitsRequest
{
    /// <summary>Tokens of context at least.</summary>
    public long? MinContext { get; init; }

    /// <summary>Tokens of input at least.</summary>
    public long? MinInput { get; init; }

    /// <summary>Tokens of output at least.</summary>
    public long? MinOutput { get; init; }

    /// <summary>Dollars for a million input tokens at most.</summary>
    public decimal? MaxInputPrice { get; init; }

    /// <summary>Dollars for a million output tokens at most.</summary>
    public decimal? MaxOutputPrice { get; init; }
}

/// <summary>How far models have what is required.</summary>
public sealed record CapabilityCheckResponse
{
    /// <summary>What was required, by our names and dotted fields.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>The models: those that were named, in that order, or the best first.</summary>
    public required IReadOnlyList<CapabilityMatchResponse> Data { get; init; }

    /// <summary>How many models were looked at, by whether they are compatible.</summary>
    public required CapabilityUseResponse Counts { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>How far one model has what is required.</summary>
public sealed record CapabilityMatchResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary><c>yes</c>, <c>no</c>, or <c>unknown</c> where nothing is missing and something is not known.</summary>
    public required string Compatible { get; init; }

    /// <summary>0 to 100: the share that it has; an unknown counts half.</summary>
    public int Score { get; init; }

    /// <summary>What it has.</summary>
    public required IReadOnlyList<string> Satisfied { get; init; }

    /// <summary>What it has not.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What nobody states.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Models of mine that have it all, the nearest price first. Only for models that were named and do not.</summary>
    public IReadOnlyList<CapabilityAlternativeResponse>? Alternatives { get; init; }
}

/// <summary>A model that could stand in.</summary>
public sealed record CapabilityAlternativeResponse
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its limits.</summary>
    public LimitResponse? Limit { get; init; }

    /// <summary>Its prices.</summary>
    public CostResponse? Cost { get; init; }
}
