namespace Tamma.Client;

/// <summary>What a test of a connection found. Nothing was written to the catalogue.</summary>
public sealed record ConnectionCheckResponse
{
    /// <summary>The connection's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its models could be listed.</summary>
    public required bool Ok { get; init; }

    /// <summary>What is wrong and what to do, or what was found.</summary>
    public required string Sentence { get; init; }

    /// <summary>Models that it lists; null when they could not be counted.</summary>
    public int? Models { get; init; }

    /// <summary>A base URL that answers where the given one does not.</summary>
    public string? SuggestedUrl { get; init; }

    /// <summary>How long it took.</summary>
    public required long Milliseconds { get; init; }

    /// <summary>The steps, in the order in which they were taken.</summary>
    public required IReadOnlyList<ConnectionCheckStepResponse> Steps { get; init; }
}

/// <summary>One step of a test.</summary>
public sealed record ConnectionCheckStepResponse
{
    /// <summary><c>credential</c>, <c>name</c>, <c>address</c>, <c>proxy</c>, <c>connect</c>, <c>tls</c>, <c>http</c>, <c>authorised</c>, <c>path</c>, <c>list</c> or <c>models</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>passed</c>, <c>failed</c> or <c>skipped</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was seen.</summary>
    public required string Detail { get; init; }
}
