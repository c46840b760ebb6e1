using Tamma.Security;

namespace Tamma.Server.Access;

/// <summary>What a route asks of its caller; null lets anyone in.</summary>
internal sealed record RequiredPermission(Permission? Permission)
{
    public override string ToString() => Permission?.ToString() ?? "anonymous";
}

internal static class RouteAccess
{
    public static TBuilder Requires<TBuilder>(this TBuilder route, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequiredPermission(permission));

    /// <summary>For what a probe or a load balancer asks.</summary>
    public static TBuilder AllowsAnyone<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequiredPermission(Permission: null));

    /// <exception cref="InvalidOperationException">A route says nothing of who may use it.</exception>
    public static void RefuseOpenRoutes(this IEndpointRouteBuilder routes)
    {
        var open = routes.DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiredPermission>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToList();
        if (open.Count > 0)
        {
            throw new InvalidOperationException($"These routes ask for no permission: {string.Join(", ", open)}. Give each .Requires(…) or .AllowsAnyone().");
        }
    }
}
