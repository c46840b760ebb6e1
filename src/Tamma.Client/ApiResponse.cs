namespace Tamma.Client;

/// <summary>The API behind a model.</summary>
public sealed record ApiResponse
{
    /// <summary>The name to send on the wire.</summary>
    public string? Id { get; init; }

    /// <summary>Base URL.</summary>
    public string? Url { get; init; }

    /// <summary>AI SDK package that speaks to it.</summary>
    public string? Npm { get; init; }
}

/// <summary>Where a model is reached otherwise than its provider's others.</summary>
public sealed record ProviderOverrideResponse
{
    /// <summary>AI SDK package.</summary>
    public string? Npm { get; init; }

    /// <summary>Base URL.</summary>
    public string? Api { get; init; }

    /// <summary>Wire form: <c>responses</c> or <c>completions</c>.</summary>
    public string? Shape { get; init; }
}
