namespace Tamma.Providers;

/// <summary>A provider or source could not be read. The message is for its operator and holds no secret.</summary>
public sealed class ProviderException(ProviderFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFault Fault { get; } = fault;

    /// <summary>When the provider said that it may be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public int? Status { get; init; }
}

/// <summary>Where reading a provider failed, in its operator's words.</summary>
public enum ProviderFault
{
    /// <summary>No connection: nothing listens, the name is unknown, TLS failed.</summary>
    Unreachable,

    /// <summary>No whole answer in time.</summary>
    TimedOut,

    /// <summary>The key is wrong or missing (401).</summary>
    Unauthorised,

    /// <summary>The key is known and may not list (403).</summary>
    Forbidden,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>No money or no quota left; asking again does not help.</summary>
    QuotaExhausted,

    /// <summary>There is nothing at this address (404); mostly a wrong base path.</summary>
    NotFound,

    /// <summary>It answered with another error status.</summary>
    ServerError,

    /// <summary>The answer ended before it was whole.</summary>
    CutOff,

    /// <summary>The answer is not JSON, or not the JSON that is documented.</summary>
    Malformed,

    /// <summary>The answer is larger than we read.</summary>
    TooLarge,

    /// <summary>It sent us elsewhere; we do not follow with a key in hand.</summary>
    Redirected,

    /// <summary>The address is one that is never asked: link-local or cloud metadata.</summary>
    ForbiddenAddress,

    /// <summary>The credential that the configuration names is not there.</summary>
    NoCredential,

    /// <summary>Not asked: it failed so often that it is left alone for a while.</summary>
    CircuitOpen,

    /// <summary>Not asked: too many requests of ours wait for this connection already.</summary>
    Busy,
}
