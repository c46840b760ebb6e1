using System.Text.Json;
using Tamma.Simulator.Control;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Scripts;

/// <summary>Moves the clocks of all worlds together and does what their scripts say for the time that passed.</summary>
internal sealed class ScriptClock(WorldSet worlds)
{
    private readonly Lock _gate = new();

    public IReadOnlyList<ScriptEvent> Advance(double seconds)
    {
        lock (_gate)
        {
            return [.. worlds.All.SelectMany(world => world.Advance(seconds).Select(step => Do(world, step))).ToList().OrderBy(happened => happened.AtSeconds)];
        }
    }

    private static ScriptEvent Do(World world, ScriptStep step)
    {
        var (action, id, done) = step switch
        {
            { Add: { } model } => ("add", model.Id, world.TryAdd(world.Place(model))),
            { Patch: { } patch } => ("patch", patch.Id, TryPatch(world, patch)),
            { Remove: { } name } => ("remove", name.Id, world.KeyOf(name.Id, name.Provider) is { } key && world.TryRemove(key)),
            { Fault: { } fault } => ("fault", null, SetFault(world, fault)),
            _ => ("clear_fault", (string?)null, SetFault(world, null)),
        };
        return new(world.Spec.Name, step.AtSeconds, action, id, done);
    }

    private static bool TryPatch(World world, PatchStep patch)
    {
        try
        {
            return world.KeyOf(patch.Id, patch.Provider) is { } key && world.TryReplace(key, before => ModelPatch.Apply(before, patch.Set));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool SetFault(World world, Faults.FaultSpec? fault)
    {
        world.SetFault(fault);
        return true;
    }
}

/// <summary>A step that has been taken. Not done: there was no such model, or what came out was none.</summary>
internal sealed record ScriptEvent(string World, double AtSeconds, string Action, string? Id, bool Done);
