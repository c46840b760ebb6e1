using Tamma.Simulator.Chat;
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
        var ask = new Ask(context.Request, path, spec) { Number = world.Count(), Now = time.GetUtcNow() };
        if (spec.DelayMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(spec.DelayMs), time, cancellationToken);
        }

        protocol.Adorn(context.Response.Headers, ask);
        if (protocol.Objection(ask) is { } objection)
        {
            await RefuseAsync(context, protocol, ask, objection, cancellationToken);
        }
        else if (await ChatEndpoint.AnswersAsync(context, world, protocol, ask, cancellationToken))
        {
            // It has.
        }
        else if (HttpMethods.IsGet(context.Request.Method) && protocol.ListPaths.Contains(path, StringComparer.Ordinal))
        {
            await ListAsync(context, world, protocol, ask, bodies, time, cancellationToken);
        }
        else if (await BesideAsync(world, protocol, ask, cancellationToken) is { } reply)
        {
            context.Response.StatusCode = reply.Status;
            await context.SendAsync(reply.ContentType, reply.Body, cancellationToken);
        }
        else
        {
            await RefuseAsync(context, protocol, ask, Failure.NotFound, cancellationToken);
        }
    }

    private static async Task<Reply?> BesideAsync(World world, IProtocol protocol, Ask ask, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(ask.Request.Method))
        {
            return protocol.Beside(ask, world.Read());
        }

        if (!HttpMethods.IsPost(ask.Request.Method))
        {
            return null;
        }

        using var body = new StreamReader(ask.Request.Body);
        return protocol.Posted(ask with { Body = await body.ReadToEndAsync(cancellationToken) }, world.Read());
    }

    private static Task RefuseAsync(HttpContext context, IProtocol protocol, Ask ask, Failure failure, CancellationToken cancellationToken) =>
        context.SendAsync(protocol.Refuse(ask.Spec, failure with { RequestId = ask.RequestId, Path = $"/{ask.Path}" }), cancellationToken);

    private static async Task ListAsync(
        HttpContext context, World world, IProtocol protocol, Ask ask, ListingBodies bodies, TimeProvider time, CancellationToken cancellationToken)
    {
        var snapshot = world.Read();
        if (protocol.Cut(ask, protocol.Select(ask, snapshot.Models)) is not { } page)
        {
            await RefuseAsync(context, protocol, ask, Failure.BadCursor, cancellationToken);
            return;
        }

        if (world.TakeFault(page.Number) is { } fault)
        {
            var answer = new FaultAnswer(context, fault, ask, time);
            await answer.SendAsync(page, part => ListingBodies.Render(world, snapshot, ask, part).Body, cancellationToken);
            return;
        }

        var listing = bodies.Get(world, snapshot, ask, page);
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
        $"{request.Path}{Shown(request)}",
        request.Headers.ContainsKey("Authorization") || request.Headers.ContainsKey("x-api-key") || request.Headers.ContainsKey("x-goog-api-key"),
        request.Headers.IfNoneMatch is [var etag, ..] ? etag : null);

    /// <summary>The query without a key that stands in it: a log holds no key.</summary>
    private static string Shown(HttpRequest request) => request.Query.ContainsKey("key")
        ? QueryString.Create(request.Query.Where(part => part.Key != "key").Append(new("key", "hidden"))).ToString()
        : request.QueryString.ToString();
}
