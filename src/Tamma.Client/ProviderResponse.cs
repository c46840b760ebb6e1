namespace Tamma.Client;

/// <summary>Who sells or serves models, and how many of them are known.</summary>
public sealed record ProviderResponse
{
    /// <summary>The provider's id.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Rows that are not removed.</summary>
    public required int Models { get; init; }

    /// <summary>Rows that a connection offers.</summary>
    public required int Mine { get; init; }

    /// <summary>Rows known from public claims only.</summary>
    public required int Reference { get; init; }

    /// <summary>Rows that are no longer listed and not removed yet.</summary>
    public required int Missing { get; init; }

    /// <summary>Ids of the connections that reach it.</summary>
    public required IReadOnlyList<string> Connections { get; init; }

    /// <summary>Environment variables that hold its credential.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Where its models are documented.</summary>
    public string? Doc { get; init; }

    /// <summary>Base URL.</summary>
    public string? Api { get; init; }

    /// <summary>AI SDK package that speaks to it.</summary>
    public string? Npm { get; init; }
}
