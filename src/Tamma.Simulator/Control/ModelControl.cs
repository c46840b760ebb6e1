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

        // Without a provider the model goes where the others are; the first one gives its own world's name.
        var placed = model.Provider.Length > 0 ? model : model with { Provider = world.Read().Models is [var first, ..] ? first.Provider : name };
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
            return world.TryReplace(key, before => after = Merge(before, patch))
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

    private static WorldModel Merge(WorldModel model, JsonObject patch)
    {
        var target = JsonSerializer.SerializeToNode(model, ControlJson.Default.WorldModel)!.AsObject();
        return MergePatch.Apply(target, patch).Deserialize(ControlJson.Default.WorldModel)!;
    }

    /// <summary>The one model of that id, of that provider if one is named.</summary>
    private static ModelKey? KeyOf(World world, string id, string? provider)
    {
        // Routing leaves an escaped slash as it is.
        var unescaped = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var found = world.Read().Models
            .Where(model => model.Id == unescaped && (provider is null || model.Provider == provider))
            .Take(2)
            .ToList();
        return found is [var only] ? only.Key : null;
    }
}
