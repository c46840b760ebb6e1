using System.Text.Json;

namespace Tamma.Client;

/// <summary>How models differ.</summary>
public sealed record CompareResponse
{
    /// <summary>The models, in the order in which they were named.</summary>
    public required IReadOnlyList<ModelResponse> Models { get; init; }

    /// <summary>The fields that are not the same.</summary>
    public required IReadOnlyList<DifferenceResponse> Differences { get; init; }

    /// <summary>How many fields all of them state alike.</summary>
    public int Same { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>One field of which models differ.</summary>
public sealed record DifferenceResponse
{
    /// <summary>The field, as the filter language calls it.</summary>
    public required string Field { get; init; }

    /// <summary>What it is.</summary>
    public required string Meaning { get; init; }

    /// <summary>What a number counts.</summary>
    public string? Unit { get; init; }

    /// <summary>In the order of the models; null is unknown.</summary>
    public required IReadOnlyList<JsonElement?> Values { get; init; }

    /// <summary>Keys of the models that have the best value: the lowest price, the largest limit, the newest knowledge; null where none is better.</summary>
    public IReadOnlyList<string>? Best { get; init; }
}
