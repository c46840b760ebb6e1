using Tamma.Providers.Chat;
using Tamma.Providers.Http;

namespace Tamma.Providers.OpenCodeZen;

/// <summary>
/// Zen speaks each family's own protocol, and looks for the key in that protocol's header. Which it is stands in no list, so the
/// family's name decides, as in its documentation.
/// </summary>
internal static class ZenRoute
{
    public static ChatRoute Of(ConnectionOptions connection, string model)
    {
        var root = ZenListing.BaseOf(connection);
        return model.Split('-')[0] switch
        {
            "gpt" => new(ChatProtocol.Responses, root, ConnectionAccess.BearerIfAny(connection), ChatDialect.OpenAi),
            "claude" => new(ChatProtocol.Anthropic, root, ConnectionAccess.Header(connection, "x-api-key"), ChatDialect.Default),
            "gemini" => new(ChatProtocol.Gemini, root, ConnectionAccess.Header(connection, "x-goog-api-key"), new() { GeminiVersion = "v1" }),
            _ => new(ChatProtocol.OpenAi, root, ConnectionAccess.BearerIfAny(connection), ChatDialect.Default),
        };
    }
}
