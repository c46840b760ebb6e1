namespace Tamma.Catalog.Identities;

/// <summary>
/// A name → the canonical model that it means. Keys are compared exactly, level by level, and the first level that knows the
/// name decides; where it knows several and nothing tells them apart, the answer is unsure and lower levels are not asked.
/// </summary>
internal sealed class NameMatcher(CanonicalIndex index)
{
    private const int MostModes = 3;

    private static readonly MatchLevel[] s_levels = Enum.GetValues<MatchLevel>();

    /// <param name="name">A native id, with or without what stands in front.</param>
    /// <param name="provider">Who lists it; null when nobody is known to.</param>
    /// <param name="displayName">Its name for people, where there is one.</param>
    public NameMatch Match(string name, string? provider, string? displayName)
    {
        var reading = NameReader.Read(name);
        var nameKey = displayName is null ? null : DisplayNames.Key(displayName);
        var match = Match(reading, provider, displayName, nameKey);
        for (var (shorter, times) = (reading, 0); match.Model is null && match.Candidates.IsEmpty && times < MostModes; times++)
        {
            if (WithoutMode(shorter) is not { } without)
            {
                break;
            }

            shorter = without.Reading;
            var found = Match(shorter, provider, null, null);
            if (found.Model is { } model && (found.Level <= MatchLevel.Order || (found.Level is not null && NameUnits.Of(shorter.Stem).All.Any(NameTables.Size.IsMatch))))
            {
                return index.Uses(model.Lab, without.Word)
                    ? NameMatch.Unsure([model], shorter, IdentityRule.ModeSuffix, $"{without.Word}, which {model.Lab} has in names of its own")
                    : found;
            }
        }

        if (match.IsSure)
        {
            return match;
        }

        var others = new LooseMatcher(index);
        return ByNames(reading, provider, nameKey, displayName) is { Model: not null } named ? named
            : !match.Candidates.IsEmpty ? match
            : Readings(reading, provider).Select(others.Match).FirstOrDefault(found => found != NameMatch.None)
                ?? others.BehindFamily(reading);
    }

    /// <summary>By the id alone, with the display name to choose between equals.</summary>
    private NameMatch Match(NameReading first, string? provider, string? displayName, string? nameKey)
    {
        var unsure = NameMatch.None;
        NameReading[] readings = [.. Readings(first, provider)];
        var units = Array.ConvertAll(readings, reading => NameUnits.Of(reading.Stem));
        foreach (var level in s_levels)
        {
            for (var i = 0; i < readings.Length; i++)
            {
                if (units[i].IsEmpty)
                {
                    continue;
                }

                var own = level is MatchLevel.Spelling ? units[i] : units[i].WithoutMinorZero();
                var known = index.At(level, CanonicalIndex.KeyOf(level, own));
                if (known.IsEmpty)
                {
                    continue;
                }

                var candidates = known.RemoveAll(model => !Fits(model, readings[i], own, level, displayName));
                if (candidates.IsEmpty)
                {
                    continue;
                }

                var choice = new NameChoice(candidates, readings[i], units[i], level, nameKey).Choose();
                if (choice.IsSure)
                {
                    return choice;
                }

                unsure = unsure.Candidates.IsEmpty ? choice : unsure;
            }
        }

        return unsure;
    }

    private static IEnumerable<NameReading> Readings(NameReading first, string? provider) => [first, .. NameReader.Otherwise(first, provider)];

    private static bool Fits(CanonicalModel model, NameReading reading, NameUnits units, MatchLevel level, string? displayName) =>
        (reading.Lab is null || reading.Lab.Id == model.Lab)
        && (level < MatchLevel.Optional || (OnlyInnerSizes(units, model.Units) && !NameChoice.Contradicts(displayName, reading, model)));

    /// <summary>The word for tuning may be missing in a name that states a size; nothing else may be more in one than in the other.</summary>
    private static bool OnlyInnerSizes(NameUnits name, NameUnits model)
    {
        if (name.All.Any(unit => NameTables.Tuning.Contains(unit) && !model.All.Contains(unit, StringComparer.Ordinal)))
        {
            return false;
        }

        var sized = name.All.Any(unit => NameTables.Size.IsMatch(unit));
        return model.All.All(unit => !NameTables.Tuning.Contains(unit) || sized || name.All.Contains(unit, StringComparer.Ordinal))
            && name.All.All(unit => !NameTables.InnerSize.IsMatch(unit) || model.All.Contains(unit, StringComparer.Ordinal) || !model.All.Any(other => NameTables.InnerSize.IsMatch(other) && other[0] == unit[0]));
    }

    /// <summary>The id spells a model's name for people, or the listing's name for people is a model's and its id says nothing else.</summary>
    private NameMatch ByNames(NameReading reading, string? provider, string? nameKey, string? displayName)
    {
        foreach (var one in Readings(reading, provider))
        {
            if (!one.Latest && Spelt(one) is { } spelt && (one.Lab is null || one.Lab.Id == spelt.Lab))
            {
                return NameMatch.Of(spelt, EdgeKind.Same, one, null, new RuleUse(IdentityRule.IdIsDisplayName, spelt.Name!));
            }
        }

        if (nameKey is null || index.Named(nameKey) is not { IsEmpty: false } named)
        {
            return NameMatch.None;
        }

        foreach (var one in Readings(reading, provider))
        {
            var said = NameUnits.Of(one.Stem).WithoutMinorZero();
            var fitting = named.RemoveAll(model => (one.Lab is not null && one.Lab.Id != model.Lab) || !SaysNothingElse(said, one, model));
            if (fitting is [var model])
            {
                return NameMatch.Of(model, EdgeKind.Same, one, null, new RuleUse(IdentityRule.DisplayName, displayName!));
            }
        }

        return NameMatch.Unsure(named, reading, IdentityRule.DisplayName, displayName!);
    }

    /// <summary>The model whose name for people an id spells, its date with it; the word for tuning may be more where a size is named.</summary>
    private CanonicalModel? Spelt(NameReading reading)
    {
        var units = NameUnits.Of(reading.Date is { } date ? $"{reading.Stem}-{date.Text}" : reading.Stem).WithoutMinorZero();
        if (!units.IsEmpty && index.Named(units.Key()) is [var whole])
        {
            return whole;
        }

        var plain = NameUnits.Of(reading.Stem).WithoutMinorZero().Without(NameTables.Tuning.Contains);
        return reading.Foreign is null && !plain.IsEmpty && plain.All.Any(NameTables.Size.IsMatch)
            && index.Named(plain.Key()) is [{ IsOpen: true } tuned] && index.At(MatchLevel.Version, tuned.Units.Key()) is [_] && (reading.Date is null || NameDate.AreOne(reading.Date, tuned.Reading.Date)) ? tuned : null;
    }

    private static bool SaysNothingElse(NameUnits said, NameReading reading, CanonicalModel model) =>
        (reading.Date is null || reading.Date == model.Reading.Date) && said.All.All(unit => model.Units.All.Contains(unit, StringComparer.Ordinal) || model.Reading.Date?.Text == unit);

    private static (NameReading Reading, string Word)? WithoutMode(NameReading reading)
    {
        var at = reading.Stem.AsSpan().LastIndexOfAny("-:");
        if (at <= 0)
        {
            return null;
        }

        var word = reading.Stem[(at + 1)..];
        VariantKind kind;
        if (NameTables.ContextSize.IsMatch(word))
        {
            kind = VariantKind.Context;
        }
        else if (!NameTables.Modes.TryGetValue(word, out kind) && !NameTables.Serving.TryGetValue(word, out kind))
        {
            return null;
        }

        var stem = reading.Stem[..at];
        var date = NameDate.TakeFrom(ref stem) ?? reading.Date;
        return (reading with { Stem = stem, Date = date, Variants = reading.Variants.Add(new(kind, word)), Uses = reading.Uses.Add(new(IdentityRule.ModeSuffix, word)) }, word);
    }
}
