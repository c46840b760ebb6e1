namespace Tamma.Providers.Http;

/// <summary>One page that is asked for.</summary>
internal sealed record FetchRequest(Uri Url, ConnectionAccess Access)
{
    /// <summary>JSON that says what is asked for, where that needs a POST. It reads only all the same, so it is tried again like any other.</summary>
    public ReadOnlyMemory<byte>? Question { get; init; }

    /// <summary>Validator of a body that is kept.</summary>
    public string? ETag { get; init; }

    /// <summary>Id of the connection, whose limits, breaker and health it counts for; null for a public document.</summary>
    public string? Connection { get; init; }
}
