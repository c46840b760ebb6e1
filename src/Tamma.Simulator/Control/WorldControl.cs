using Microsoft.AspNetCore.Http.HttpResults;
using Tamma.Simulator.Faults;
using Tamma.Simulator.Generation;
using Tamma.Simulator.Scripts;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Control;

/// <summary>Makes worlds, breaks them and reads what they were asked.</summary>
internal static class WorldControl
{
    public static void MapWorldControl(this IEndpointRouteBuilder endpoints)
    {
        var control = endpoints.MapGroup("/_control");
        control.MapGet("/worlds", List);
        control.MapPost("/worlds", Create);
        control.MapDelete("/worlds/{name}", Remove);
        control.MapPut("/worlds/{name}/fault", SetFault);
        control.MapDelete("/worlds/{name}/fault", ClearFault);
        control.MapGet("/worlds/{name}/requests", ReadRequests);
        control.MapDelete("/worlds/{name}/requests", ClearRequests);
        control.MapPost("/tick", Tick);
        control.MapPost("/advance", Advance);
    }

    private static Ok<IReadOnlyList<WorldSummary>> List(WorldSet worlds) =>
        TypedResults.Ok<IReadOnlyList<WorldSummary>>([.. worlds.All.Select(WorldSummary.Of)]);

    private static Results<Ok<WorldSummary>, BadRequest<ControlError>> Create(WorldSpec spec, WorldSet worlds) =>
        spec.Complaint() is { } complaint
            ? TypedResults.BadRequest(new ControlError(complaint))
            : TypedResults.Ok(WorldSummary.Of(worlds.Create(spec)));

    private static Results<NoContent, NotFound<ControlError>> Remove(string name, WorldSet worlds) =>
        worlds.Remove(name) ? TypedResults.NoContent() : Unknown.World(name);

    private static Results<NoContent, NotFound<ControlError>, BadRequest<ControlError>> SetFault(string name, FaultSpec fault, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        if (fault.Complaint() is { } complaint)
        {
            return TypedResults.BadRequest(new ControlError(complaint));
        }

        if (fault.Kind == FaultKind.TruncatedPage && !world.Spec.HasPages)
        {
            return TypedResults.BadRequest(new ControlError("truncated_page is for worlds with pages."));
        }

        world.SetFault(fault);
        return TypedResults.NoContent();
    }

    private static Results<NoContent, NotFound<ControlError>> ClearFault(string name, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        world.SetFault(null);
        return TypedResults.NoContent();
    }

    private static Results<Ok<SeenRequests>, NotFound<ControlError>> ReadRequests(string name, WorldSet worlds) =>
        worlds.Find(name) is { } world ? TypedResults.Ok(world.Requests.Read()) : Unknown.World(name);

    private static Results<NoContent, NotFound<ControlError>> ClearRequests(string name, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        world.Requests.Clear();
        return TypedResults.NoContent();
    }

    private static Ok<Change> Tick(Drift drift) => TypedResults.Ok(drift.Tick());

    private static Results<Ok<AdvanceAnswer>, BadRequest<ControlError>> Advance(AdvanceSpec spec, ScriptClock clock) =>
        spec.Seconds is >= 0 and <= 1e9
            ? TypedResults.Ok(new AdvanceAnswer(clock.Advance(spec.Seconds)))
            : TypedResults.BadRequest(new ControlError("seconds is 0 to 1000000000."));
}
