using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>
/// Finds what looks wrong in the changes of one answer: a price that moves tenfold or to zero, a limit that falls to half or rises
/// tenfold, a value that flaps, one field changed in a crowd of a provider's models (architecture §9.2). Pure.
/// </summary>
internal static class NoiseGuard
{
    private const decimal Tenfold = 10;

    /// <param name="changes">No two of one key and field.</param>
    /// <param name="models">How many models of each provider the source lists.</param>
    /// <param name="crowds">Whether mass edits are looked for; what we learned to read is one and is none of the world's.</param>
    public static ImmutableArray<Finding> Find(
        IEnumerable<ValueChange> changes, IReadOnlyDictionary<string, int> models, ValueHistory history, ReviewOptions options, bool crowds = true)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var group in changes.GroupBy(change => (change.Key.Provider, change.Field)))
        {
            var strange = group.Select(change => (Change: change, Kind: KindOf(change), Returns: history.Returns(change))).ToList();
            if (crowds && CrowdOf(group.ToList(), models.GetValueOrDefault(group.Key.Provider), options) is { } kind)
            {
                findings.Add(new(kind, [.. strange.Select(Part)], Holds: group.Any(change => change.Old is not null), models.GetValueOrDefault(group.Key.Provider)));
                continue;
            }

            foreach (var one in strange.Where(one => one.Returns >= options.HeldFlap || (one.Kind is not null && one.Returns == 0)))
            {
                findings.Add(new(one.Kind ?? ReviewKind.Flap, [Part(one)], Holds: true));
            }

            // What becomes again what was trusted shortly before is told, and believed for the first times.
            var flaps = strange.Where(one => one.Returns > 0 && one.Returns < options.HeldFlap).Select(Part).ToImmutableArray();
            if (!flaps.IsEmpty)
            {
                findings.Add(new(ReviewKind.Flap, flaps, Holds: false));
            }
        }

        return findings.DrainToImmutable();
    }

    public static ReviewKind? KindOf(ValueChange change) => change switch
    {
        { Old: { IsNumber: true } old, Now: { IsNumber: true } now } => KindOf(change.Field.Group, old.AsNumber(), now.AsNumber()),
        _ => null,
    };

    private static ReviewKind? KindOf(FieldGroup group, decimal old, decimal now) => group switch
    {
        FieldGroup.Price when old > 0 && now == 0 => ReviewKind.PriceToZero,
        FieldGroup.Price when old > 0 && now > 0 && (now >= old * Tenfold || old >= now * Tenfold) => ReviewKind.PriceJump,
        FieldGroup.Limit when old > 0 && now * 2 <= old => ReviewKind.LimitHalved,
        FieldGroup.Limit when old > 0 && now > old * Tenfold => ReviewKind.LimitJump,
        _ => null,
    };

    private static ReviewKind? CrowdOf(List<ValueChange> changes, int models, ReviewOptions options)
    {
        if (IsCrowd(changes.Count, options.MassModels, options.MassShare))
        {
            return ReviewKind.MassEdit;
        }

        return IsCrowd(changes.Count(IsLost), options.LostModels, options.LostShare) ? ReviewKind.CapabilityLost : null;

        bool IsCrowd(int count, int least, double share) => count >= least && count >= models * share;
    }

    private static bool IsLost(ValueChange change) =>
        change is { Field.Group: FieldGroup.Capability, Old: { IsFlag: true } old } && old.AsFlag() && !(change.Now is { IsFlag: true } now && now.AsFlag());

    private static ReviewPart Part((ValueChange Change, ReviewKind? Kind, int Returns) one) => new(
        one.Change.Key, one.Change.Field.Path, one.Change.Old, one.Change.Now, one.Kind ?? (one.Returns > 0 ? ReviewKind.Flap : null), one.Returns > 0);

    /// <param name="Parts">At least one; all of one provider and field.</param>
    /// <param name="Holds">A third party is not believed at once.</param>
    /// <param name="Models">How many models the provider has, for a crowd.</param>
    internal sealed record Finding(ReviewKind Kind, ImmutableArray<ReviewPart> Parts, bool Holds, int Models = 0);
}
