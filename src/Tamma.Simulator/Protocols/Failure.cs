namespace Tamma.Simulator.Protocols;

/// <summary>A refusal before a protocol has put it into its own form.</summary>
internal sealed record Failure(int Status, string Message, string Type, string Code)
{
    /// <summary>The id of the refused request, for servers that repeat it in the body.</summary>
    public string? RequestId { get; init; }

    /// <summary>The path that was asked for, with its slash, for servers that repeat it in the body.</summary>
    public string? Path { get; init; }

    /// <summary>Seconds to wait, for servers that say so in the body.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Money or an allowance is used up, which waiting does not mend.</summary>
    public bool IsQuota => Code == Quota.Code;

    public static Failure Unauthorised { get; } = new(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");

    public static Failure Forbidden { get; } = new(403, "This key may not list models.", "invalid_request_error", "insufficient_permissions");

    public static Failure BadVersion { get; } = new(400, "anthropic-version: 2023-06-01 and 2026-10-21 are the versions there are.", "invalid_request_error", "invalid_version");

    public static Failure NotEntitled { get; } = new(403, "unauthorized: not authorized to use this Copilot feature", "access_denied", "unauthorized");

    public static Failure NotFound { get; } = new(404, "There is nothing here.", "invalid_request_error", "not_found");

    public static Failure NoModel(string id) => new(404, $"The model '{id}' does not exist or you do not have access to it.", "invalid_request_error", "model_not_found");

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
