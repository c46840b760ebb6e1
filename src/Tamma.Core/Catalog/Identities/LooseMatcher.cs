using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>
/// The last to be asked: names that state no size, or one too many, that say "instruct" of open weights, that leave out "preview" or
/// the first word of their line. Each holds only where nothing else that is known could be meant.
/// </summary>
internal readonly struct LooseMatcher(CanonicalIndex index)
{
    private const string PreviewWord = "preview";

    public NameMatch Match(NameReading reading)
    {
        var units = NameUnits.Of(reading.Stem).WithoutMinorZero();
        if (units.IsEmpty || reading.Latest)
        {
            return NameMatch.None;
        }

        if (Tuned(reading, units) is var tuned && tuned != NameMatch.None)
        {
            return tuned;
        }

        if (Preview(reading, units) is var preview && preview != NameMatch.None)
        {
            return preview;
        }

        return !CanonicalIndex.WithoutSizes(units).All.Any(NameUnits.IsNumber) ? NameMatch.None : units.All.Any(NameTables.Size.IsMatch) ? WithASize(reading, units) : WithoutSize(reading, units);
    }

    /// <summary>Of weights that are given away what is served is the tuned one, whether its name says so or not.</summary>
    private NameMatch Tuned(NameReading reading, NameUnits units)
    {
        var plain = units.Without(NameTables.Tuning.Contains);
        if (reading.Foreign is not null || plain.All.Length == units.All.Length || plain.IsEmpty)
        {
            return NameMatch.None;
        }

        ImmutableArray<CanonicalModel> open = [.. index.At(MatchLevel.Version, plain.Key()).Where(model => IsOf(reading, model) && model.IsOpen)];
        var dated = reading.Date is null ? open : open.RemoveAll(model => !NameDate.AreOne(model.Reading.Date, reading.Date));
        return !open.IsEmpty && dated.IsEmpty ? NameMatch.Unsure(open, reading, IdentityRule.OpenTuned, $"{reading.Stem} {reading.Date?.Text}") : One(dated, reading, IdentityRule.OpenTuned);
    }

    private NameMatch Preview(NameReading reading, NameUnits units) => reading.Date is not null ? NameMatch.None
        : One([.. index.At(MatchLevel.Version, $"{units.Key()}-{PreviewWord}").Where(model => IsOf(reading, model) && model.Reading is { Date: null, Latest: false })], reading, IdentityRule.OnlyPreview);

    /// <summary>The words and the version of a model in any order, without the first word of its line.</summary>
    public NameMatch BehindFamily(NameReading reading)
    {
        var units = NameUnits.Of(reading.Stem).WithoutMinorZero();
        if (units.IsEmpty || reading.Latest || reading.Date is not null || !units.All.Any(NameUnits.IsNumber) || !units.All.Any(unit => unit.Length > 2 && unit.All(char.IsAsciiLetter)))
        {
            return NameMatch.None;
        }

        return One([.. index.BehindFamily(units).Where(model => IsOf(reading, model) && model.Reading is { Date: null, Latest: false })], reading, IdentityRule.FamilyLeftOut);
    }

    /// <summary>All that have the name with a size must have the same one.</summary>
    private NameMatch WithoutSize(NameReading reading, NameUnits units)
    {
        if (units.All.Any(CanonicalIndex.IsOptional))
        {
            return NameMatch.None;
        }

        return One([.. index.OfAnySize(units).Where(model => IsOf(reading, model) && HasSize(model) && NameDate.AreOne(model.Reading.Date, reading.Date))], reading, IdentityRule.OnlySize);
    }

    /// <summary>None of them may have a size, by its id or by its name for people.</summary>
    private NameMatch WithASize(NameReading reading, NameUnits units)
    {
        var (first, plain) = (index.OfAnySize(units), CanonicalIndex.WithoutSizes(units));
        ImmutableArray<CanonicalModel> known = [.. first.Concat(index.Named(plain.Key())).Distinct().Where(model => IsOf(reading, model))];
        return known.Any(HasSize) ? NameMatch.None
            : One(known.RemoveAll(model => model.Reading.Latest || (reading.Date is not null && !NameDate.AreOne(model.Reading.Date, reading.Date))), reading, IdentityRule.ExtraSize);
    }

    private static NameMatch One(ImmutableArray<CanonicalModel> found, NameReading reading, IdentityRule rule) => found switch
    {
        [] => NameMatch.None,
        [var one] => NameMatch.Of(one, EdgeKind.Same, reading, null, new RuleUse(rule, reading.Stem)),
        var several => NameMatch.Unsure(several, reading, rule, reading.Stem),
    };

    private static bool IsOf(NameReading reading, CanonicalModel model) => reading.Lab is null || reading.Lab.Id == model.Lab;

    private static bool HasSize(CanonicalModel model) =>
        model.Units.All.Any(NameTables.Size.IsMatch) || (model.Name is { } name && NameUnits.Of(name.ToLowerInvariant()).All.Any(NameTables.Size.IsMatch));
}
