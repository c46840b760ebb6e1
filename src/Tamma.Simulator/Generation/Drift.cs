using System.Text.Json.Serialization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>Changes one thing at a time, as the world of models does. Takes or gives at most one model.</summary>
internal sealed class Drift(WorldSet worlds, SimulatorOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dice _dice = Dice.For(options.Seed, "drift");

    public Change Tick()
    {
        lock (_gate)
        {
            World[] candidates = [.. worlds.All.Where(world => world.Read().Models is not [])];
            return candidates is [] ? new(ChangeKind.None) : Change(_dice.Pick<World>(candidates));
        }
    }

    private Change Change(World world)
    {
        var models = world.Read().Models;
        var model = models[_dice.Below(models.Count)];
        var kind = _dice.Pick(KindsSeenIn(world.Spec));
        if (kind == ChangeKind.Removed && models.Count == 1)
        {
            kind = ChangeKind.Added;
        }

        switch (kind)
        {
            case ChangeKind.Added:
                var taken = models.Select(other => other.Key).ToHashSet();
                model = ModelGenerator.Draw(_dice, world.Spec, model.Provider, taken.Contains);
                world.TryAdd(model);
                break;
            case ChangeKind.Removed:
                world.TryRemove(model.Key);
                break;
            case ChangeKind.Price:
                var factor = _dice.Pick(0.5m, 0.8m, 0.9m, 1.1m, 1.25m, 2m);
                world.TryReplace(model.Key, before => before with { Cost = Scale(before.Cost, factor) });
                break;
            case ChangeKind.Limit:
                var context = _dice.Pick(16_384L, 96_000, 160_000, 320_000, 500_000, 2_000_000);
                world.TryReplace(model.Key, before => before with { Limit = (before.Limit ?? new()) with { Context = before.Limit?.Context == context ? context * 2 : context } });
                break;
            default:
                kind = ChangeKind.Status;
                world.TryReplace(model.Key, before => before with { Status = before.Status == "deprecated" ? null : "deprecated" });
                break;
        }

        return new(kind, world.Spec.Name, model.Provider, model.Id);
    }

    /// <summary>Kinds that a reader of this wire can see, as often as they are likely.</summary>
    private static ReadOnlySpan<ChangeKind> KindsSeenIn(WorldSpec spec) => spec switch
    {
        { Protocol: not ProtocolName.OpenAi } => [ChangeKind.Price, ChangeKind.Price, ChangeKind.Price, ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed, ChangeKind.Status],
        { Flavour: Flavour.Gateway } => [ChangeKind.Price, ChangeKind.Price, ChangeKind.Price, ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed],
        { Flavour: Flavour.Vllm or Flavour.LlamaCpp } => [ChangeKind.Limit, ChangeKind.Added, ChangeKind.Removed],
        _ => [ChangeKind.Added, ChangeKind.Removed],
    };

    private static ModelCost Scale(ModelCost? cost, decimal factor)
    {
        // A model without a price gets one; a free one stops being free.
        var input = cost?.Input is { } price and > 0 ? price : 1m;
        var output = cost?.Output is { } other and > 0 ? other : 4m;
        return (cost ?? new()) with { Input = PriceDraw.Plain(input * factor), Output = PriceDraw.Plain(output * factor) };
    }
}

/// <summary>What one tick did, and where.</summary>
internal sealed record Change(ChangeKind Kind, string? World = null, string? Provider = null, string? Id = null);

/// <summary>The kinds of change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
internal enum ChangeKind
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("price")]
    Price,

    [JsonStringEnumMemberName("limit")]
    Limit,

    [JsonStringEnumMemberName("added")]
    Added,

    [JsonStringEnumMemberName("removed")]
    Removed,

    [JsonStringEnumMemberName("status")]
    Status,
}
