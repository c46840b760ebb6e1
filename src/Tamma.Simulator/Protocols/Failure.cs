namespace Tamma.Simulator.Protocols;

/// <summary>A refusal before a protocol has put it into its own form.</summary>
internal sealed record Failure(int Status, string Message, string Type, string Code)
{
    public static Failure Unauthorised { get; } = new(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");

    public static Failure Forbidden { get; } = new(403, "This key may not list models.", "invalid_request_error", "insufficient_permissions");

    public static Failure NotFound { get; } = new(404, "There is nothing here.", "invalid_request_error", "not_found");

    public static Failure BadCursor { get; } = new(400, "The model after which to go on is not in the list.", "invalid_request_error", "invalid_cursor");

    public static Failure RateLimited { get; } = new(429, "Rate limit reached for requests.", "requests", "rate_limit_exceeded");

    public static Failure Quota { get; } = new(429, "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", "insufficient_quota");

    public static Failure ServerError { get; } = new(500, "The server had an error while processing your request.", "server_error", "server_error");
}

/// <summary>A refusal in a protocol's own form.</summary>
internal sealed record Refusal(int Status, string ContentType, string Body)
{
    /// <summary>The WWW-Authenticate header, if there is one.</summary>
    public string? Challenge { get; init; }
}
