using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>The log over a WebSocket: <c>tamma.live.v1</c>, which docs/live.md describes.</summary>
internal static class LiveSocketEndpoint
{
    public const string Protocol = "tamma.live.v1";

    public const string Way = "websocket";

    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(30);

    private static readonly QueryParameters s_parameters = new(
        [new("compression", ParameterKind.Flag, "Whether permessage-deflate may be agreed on, without context takeover; false when not given.")]);

    public static void MapLive(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/live", ConnectAsync).Takes(s_parameters)
            .WithSummary("What changes, as it changes, over a WebSocket: several filters on one connection, each from a place on. docs/live.md says all of it.")
            .Answers<LiveMessage>(StatusCodes.Status101SwitchingProtocols, ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.UpgradeRequired, ProblemKind.TooManyConnections)
            .Requires(Permission.CatalogRead);

    private static async Task ConnectAsync(HttpContext context, LiveServices live, LiveConnections connections)
    {
        var query = new RequestQuery(context, s_parameters);
        var isCompressed = query.Flag("compression") ?? false;
        if ((query.Problem ?? Refuse(context)) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        var (entered, refusal) = connections.Enter(context);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        using (entered)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = Protocol,
                KeepAliveInterval = s_keepAlive,
                KeepAliveTimeout = s_keepAlive,

                // "Dangerous" where secrets and foreign text are compressed together: events hold no secret. Without takeover an idle connection keeps no window.
                DangerousEnableCompression = isCompressed,
                DisableServerContextTakeover = true,
            });
            using var listener = live.Fanout.Listen(Way);
            await new LiveSession(context, socket, listener, live).RunAsync();
        }
    }

    private static Problem? Refuse(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal))
        {
            context.Response.Headers.Upgrade = "websocket";
            return ProblemKind.UpgradeRequired.Because($"This address takes WebSockets of the subprotocol {Protocol} and nothing else.");
        }

        // Browsers let any page open a WebSocket to this machine; without a key the page must be this server's own.
        return context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !Gate.IsKeyed(context.Request)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
            ? ProblemKind.Unauthenticated.Because($"A page of {(origin.Length > 100 ? "another place" : origin)} may not connect without a key.")
            : null;
    }
}
