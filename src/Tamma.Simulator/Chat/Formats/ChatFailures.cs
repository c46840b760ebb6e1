using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Why a chat is refused, before a protocol has put it into its own form.</summary>
internal static class ChatFailures
{
    public static Failure BadJson { get; } = Invalid("We could not parse the JSON body of your request.");

    public static Failure Invalid(string message) => new(400, message, "invalid_request_error", "invalid_request");

    public static Failure Missing(string name) => new(400, $"Missing required parameter: '{name}'.", "invalid_request_error", "missing_required_parameter");

    /// <summary>What a fault tells to answer.</summary>
    public static Failure OfStatus(int status) => status switch
    {
        401 => Failure.Unauthorised,
        403 => Failure.Forbidden,
        404 => Failure.NotFound,
        429 => Failure.RateLimited,
        500 => Failure.ServerError,
        503 => new(503, "The engine is currently overloaded, please try again later.", "server_error", "overloaded"),
        529 => new(529, "Overloaded", "overloaded_error", "overloaded"),
        < 500 => Invalid("The request was refused.") with { Status = status },
        _ => Failure.ServerError with { Status = status },
    };
}
