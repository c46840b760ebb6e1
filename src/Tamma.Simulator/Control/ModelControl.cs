using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Control;

/// <summary>Changes what a world offers.</summary>
internal static class ModelControl
{
    public static void MapModelControl(this IEndpointRouteBuilder endpoints)
    {
        var control = endpoints.MapGroup("/_control/worlds/{name}");
        control.MapGet("/models", List);
        control.MapPost("/models", Add);
        control.MapPatch("/models/{**id}", Patch);
        control.MapDelete("/models/{**id}", Remove);
        control.MapPut("/connected", Connect);
        control.MapPut("/secrets", SetSecrets);
    }

    private static Results<Ok<IReadOnlyList<ModelName>>, NotFound<ControlError>> List(string name, WorldSet worlds) =>
        worlds.Find(name) is { } world
            ? TypedResults.Ok<IReadOnlyList<ModelName>>([.. world.Read().Models.Select(model => new ModelName(model.Provider, model.Id))])
            : Unknown.World(name);

    private static Results<Ok<WorldModel>, NotFound<ControlError>, Conflict<ControlError>> Add(string name, WorldModel model, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        var placed = world.Place(model);
        return world.TryAdd(placed)
            ? TypedResults.Ok(placed)
            : TypedResults.Conflict(new ControlError($"{placed.Provider} has a model {placed.Id} already."));
    }

    private static Results<Ok<WorldModel>, NotFound<ControlError>, Conflict<ControlError>, BadRequest<ControlError>> Patch(
        string name, string id, string? provider, JsonObject patch, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        if (KeyOf(world, id, provider) is not { } key)
        {
            return Unknown.Model(id);
        }

        WorldModel? after = null;
        try
        {
            return world.TryReplace(key, before => after = ModelPatch.Apply(before, patch))
                ? TypedResults.Ok(after)
                : TypedResults.Conflict(new ControlError($"{id} is gone, or another model has the key it would get."));
        }
        catch (JsonException ex)
        {
            return TypedResults.BadRequest(new ControlError(ex.Message));
        }
    }

    private static Results<NoContent, NotFound<ControlError>> Remove(string name, string id, string? provider, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        return KeyOf(world, id, provider) is { } key && world.TryRemove(key) ? TypedResults.NoContent() : Unknown.Model(id);
    }

    private static Results<NoContent, NotFound<ControlError>> Connect(string name, IReadOnlyList<string> providers, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        world.Connect(providers);
        return TypedResults.NoContent();
    }

    private static Results<NoContent, NotFound<ControlError>> SetSecrets(string name, SecretsSpec secrets, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        world.SetSecrets(secrets.Provider, secrets.Key, secrets.Options);
        return TypedResults.NoContent();
    }

    /// <summary>Routing leaves an escaped slash as it is.</summary>
    private static ModelKey? KeyOf(World world, string id, string? provider) =>
        world.KeyOf(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), provider);
}
