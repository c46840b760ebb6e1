namespace Tamma.Providers.Http;

/// <summary>One page that is asked for.</summary>
internal sealed record FetchRequest(Uri Url, ConnectionAccess Access)
{
    /// <summary>Validator of a body that is kept.</summary>
    public string? ETag { get; init; }

    /// <summary>Id of the connection, whose limits, breaker and health it counts for; null for a public document.</summary>
    public string? Connection { get; init; }
}
