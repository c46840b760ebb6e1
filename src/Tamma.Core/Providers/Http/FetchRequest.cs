namespace Tamma.Providers.Http;

/// <summary>One page that is asked for.</summary>
internal sealed record FetchRequest(Uri Url, ConnectionAccess Access)
{
    /// <summary>Validator of a body that is kept.</summary>
    public string? ETag { get; init; }
}
