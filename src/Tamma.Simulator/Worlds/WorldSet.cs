using System.Collections.Concurrent;
using Tamma.Simulator.Generation;

namespace Tamma.Simulator.Worlds;

/// <summary>All worlds by name.</summary>
internal sealed class WorldSet(long seed)
{
    private readonly ConcurrentDictionary<string, World> _worlds = new(StringComparer.Ordinal);

    /// <summary>By name, so that a seeded choice among them is the same every time.</summary>
    public IReadOnlyList<World> All => [.. _worlds.Values.OrderBy(world => world.Spec.Name, StringComparer.Ordinal)];

    public World? Find(string name) => _worlds.GetValueOrDefault(name);

    /// <summary>Makes a world, in the place of the one that had its name.</summary>
    public World Create(WorldSpec spec)
    {
        var world = new World(spec, Dice.For(seed, spec.Name));
        if (spec.Generate is { } generate)
        {
            world.AddRange(ModelGenerator.DrawMany(spec, generate.Seed ?? seed));
            world.Connect([.. world.Read().Models.Select(model => model.Provider).Take(1)]);
        }

        return _worlds[spec.Name] = world;
    }

    public bool Remove(string name) => _worlds.TryRemove(name, out _);
}
