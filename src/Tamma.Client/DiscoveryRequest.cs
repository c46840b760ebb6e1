namespace Tamma.Client;

/// <summary>Asks for a discovery now.</summary>
public sealed record DiscoveryRequest
{
    /// <summary>A source, a connection or a provider; null for all sources.</summary>
    public string? Source { get; init; }
}
