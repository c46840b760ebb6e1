using System.Text.Json;

namespace Tamma.Client;

/// <summary>Models that could stand in for one.</summary>
public sealed record SimilarResponse
{
    /// <summary>The model that was asked about.</summary>
    public required ModelResponse Model { get; init; }

    /// <summary>The nearest first; one listing of each model.</summary>
    public required IReadOnlyList<SimilarModelResponse> Data { get; init; }

    /// <summary>How many that no connection offers are nearer than the last of these; null when the scope was <c>all</c>.</summary>
    public int? NearerElsewhere { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>A model that could stand in for another.</summary>
public sealed record SimilarModelResponse
{
    /// <summary>The model.</summary>
    public required ModelResponse Model { get; init; }

    /// <summary>How near it is, from 0 to 1.</summary>
    public double Score { get; init; }

    /// <summary>What both are for, the most telling first: <c>coding</c>, <c>seeing</c>, <c>reasoning</c>.</summary>
    public required IReadOnlyList<string> Shared { get; init; }

    /// <summary>In what it is better.</summary>
    public required IReadOnlyList<SimilarFieldResponse> Better { get; init; }

    /// <summary>In what it is worse.</summary>
    public required IReadOnlyList<SimilarFieldResponse> Worse { get; init; }
}

/// <summary>A field in which one of two models is better.</summary>
public sealed record SimilarFieldResponse
{
    /// <summary>The field, as the filter language calls it.</summary>
    public required string Field { get; init; }

    /// <summary>What a number counts.</summary>
    public string? Unit { get; init; }

    /// <summary>What this model has.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What the model that was asked about has.</summary>
    public JsonElement? Instead { get; init; }
}
