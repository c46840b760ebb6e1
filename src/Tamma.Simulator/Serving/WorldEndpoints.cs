using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Serving;

/// <summary>The simulated servers, each below its own path.</summary>
internal static class WorldEndpoints
{
    public static void MapProviderWorlds(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map("/w/{name}/{**path}", MeetAsync);
        endpoints.MapFallback("{**path}", (HttpContext context) =>
            context.SendAsync(OpenAiErrors.Of(Failure.NotFound), context.RequestAborted));
    }

    private static async Task MeetAsync(
        HttpContext context, string name, string? path, WorldSet worlds, ListingBodies bodies, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        // A request that hangs on purpose must not hold up the end of the process.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        if (worlds.Find(name) is not { } world)
        {
            await context.SendAsync(OpenAiErrors.Of(Failure.NotFound with { Message = $"There is no world named {name}." }), ending.Token);
            return;
        }

        world.Requests.Add(SeenBy(context.Request, time));
        try
        {
            await AnswerAsync(context, world, path ?? "", bodies, time, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task AnswerAsync(
        HttpContext context, World world, string path, ListingBodies bodies, TimeProvider time, CancellationToken cancellationToken)
    {
        var spec = world.Spec;
        var protocol = IProtocol.Of(spec.Protocol);
        if (spec.DelayMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(spec.DelayMs), time, cancellationToken);
        }

        if (!protocol.Admits(context.Request, spec))
        {
            await context.SendAsync(protocol.Refuse(spec, Failure.Unauthorised), cancellationToken);
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            await context.SendAsync(protocol.Refuse(spec, Failure.NotFound), cancellationToken);
        }
        else if (path == protocol.ListPath)
        {
            await ListAsync(context, world, protocol, bodies, time, cancellationToken);
        }
        else if (protocol.Beside(path) is { } body)
        {
            await context.SendAsync(new(200, "application/json", body), cancellationToken);
        }
        else
        {
            await context.SendAsync(protocol.Refuse(spec, Failure.NotFound), cancellationToken);
        }
    }

    private static async Task ListAsync(
        HttpContext context, World world, IProtocol protocol, ListingBodies bodies, TimeProvider time, CancellationToken cancellationToken)
    {
        var snapshot = world.Read();
        if (Page.Of(snapshot.Models, world.Spec, context.Request.Query) is not { } page)
        {
            await context.SendAsync(protocol.Refuse(world.Spec, Failure.BadCursor), cancellationToken);
            return;
        }

        if (world.TakeFault(page.Number) is { } fault)
        {
            var answer = new FaultAnswer(context, fault, world.Spec, time);
            await answer.SendAsync(page, part => bodies.Render(world, snapshot, part).Body, cancellationToken);
            return;
        }

        var listing = bodies.Get(world, snapshot, page);
        if (listing.ETag is not null)
        {
            context.Response.Headers.ETag = listing.ETag;
            if (Matches(context.Request.Headers.IfNoneMatch.ToString(), listing.ETag))
            {
                world.Requests.AddNotModified();
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        await context.SendAsync("application/json", listing.Body, cancellationToken);
    }

    /// <summary>The weak comparison that RFC 9110 asks for here.</summary>
    private static bool Matches(string asked, string etag) =>
        asked.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || Opaque(one) == Opaque(etag));

    private static string Opaque(string etag) => etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;

    private static SeenRequest SeenBy(HttpRequest request, TimeProvider time) => new(
        time.GetUtcNow(),
        request.Method,
        $"{request.Path}{request.QueryString}",
        request.Headers.ContainsKey("Authorization"),
        request.Headers.IfNoneMatch is [var etag, ..] ? etag : null);
}
