using Tamma.Server.Hosting;
using Tamma.Server.Rest;

namespace Tamma.Server.Access;

/// <summary>Stands between routing and the routes: is the server ready, and may this caller?</summary>
internal sealed class AccessMiddleware(RequestDelegate next, Gate gate, Readiness readiness)
{
    public Task InvokeAsync(HttpContext context)
    {
        var required = context.GetEndpoint()?.Metadata.GetMetadata<RequiredPermission>();
        if (required is null)
        {
            return RefuseAsync(context);
        }

        if (required.Permission is { } permission)
        {
            if (gate.Refuse(context, permission) is { } refusal)
            {
                return refusal.ExecuteAsync(context);
            }

            if (!readiness.IsReady)
            {
                return readiness.Problem.ExecuteAsync(context);
            }
        }

        return next(context);
    }

    /// <summary>No route of ours: routing found none, or only with another method.</summary>
    private async Task RefuseAsync(HttpContext context)
    {
        if (context.GetEndpoint() is null)
        {
            await ProblemKind.RouteNotFound.Because($"There is nothing at {context.Request.Path}.").ExecuteAsync(context);
            return;
        }

        // Routing's own answer sets the status and the Allow header.
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
        {
            await ProblemKind.MethodNotAllowed.Because($"{context.Request.Path} takes {context.Response.Headers.Allow}, not {context.Request.Method}.").ExecuteAsync(context);
        }
    }
}
