using System.Globalization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>Changes one thing at a time, as the world of models does. Takes or gives at most one model.</summary>
internal sealed class Drift(WorldSet worlds, SimulatorOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dice _dice = Dice.For(options.Seed, "drift");

    // A day of its own passes with each change: the same seed must give the same dates on any day.
    private DateOnly _today = new(2026, 11, 23);

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
        var seen = models.Where(IsSeen).ToList();
        var model = seen is [] ? models[_dice.Below(models.Count)] : seen[_dice.Below(seen.Count)];
        var kind = _dice.Pick(DriftKinds.SeenIn(world.Spec));
        _today = _today.AddDays(1);
        if (kind == ChangeKind.Removed && models.Count == 1)
        {
            kind = ChangeKind.Added;
        }

        switch (kind)
        {
            case ChangeKind.Added:
                var taken = models.Select(other => other.Key).ToHashSet();
                model = ModelGenerator.Draw(_dice, world.Spec, model.Provider, taken.Contains, _today);
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
            case ChangeKind.Loaded:
                world.TryReplace(model.Key, before => before with { Loaded = before.Loaded == true ? null : true, LoadedContext = before.Loaded == true ? null : 8192 });
                break;
            case ChangeKind.Pulled:
                var digest = Dressing.DigestOf(_dice);
                world.TryReplace(model.Key, before => before with { Digest = digest, LastUpdated = Dressing.TextOf(_today) });
                break;
            case ChangeKind.Deprecated:
                var notice = 60 + _dice.Below(180);
                world.TryReplace(model.Key, before => Deprecated(before, notice));
                break;
            default:
                kind = ChangeKind.Status;
                world.TryReplace(model.Key, before => before with { Status = before.Status == "deprecated" ? null : "deprecated" });
                break;
        }

        return new(kind, world.Spec.Name, model.Provider, model.Id);
    }

    /// <summary>A model that every client of the world sees with all its facts; the few others are left alone.</summary>
    private static bool IsSeen(WorldModel model) =>
        model is { Kind: null, AliasOf: null, Status: not "retired" } && !model.Id.StartsWith("alpha-", StringComparison.Ordinal);

    /// <summary>The end is announced with its day; when it has been already, it slips.</summary>
    private WorldModel Deprecated(WorldModel model, int notice) => model with
    {
        Status = "deprecated",
        DeprecatedAt = model.DeprecatedAt ?? Dressing.TextOf(_today),
        RetiresAt = DateOnly.TryParseExact(model.RetiresAt, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Dressing.TextOf(day.AddDays(30))
            : Dressing.TextOf(_today.AddDays(notice)),
    };

    private static ModelCost Scale(ModelCost? cost, decimal factor)
    {
        // A model without a price gets one; a free one stops being free.
        var input = cost?.Input is { } price and > 0 ? price : 1m;
        var output = cost?.Output is { } other and > 0 ? other : 4m;
        return (cost ?? new()) with { Input = PriceDraw.Plain(input * factor), Output = PriceDraw.Plain(output * factor) };
    }
}
