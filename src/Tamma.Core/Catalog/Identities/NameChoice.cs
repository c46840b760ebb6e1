using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>One of the canonical models that have a name's key: by its date, its pointer, its name for people; or none, unsure.</summary>
internal readonly struct NameChoice(ImmutableArray<CanonicalModel> candidates, NameReading reading, NameUnits units, MatchLevel level, string? nameKey)
{
    public NameMatch Choose()
    {
        var (date, latest) = (reading.Date, reading.Latest);
        var same = candidates.RemoveAll(model => !NameDate.AreOne(model.Reading.Date, date) || model.Reading.Latest != latest);
        if (level is MatchLevel.Spelling)
        {
            return same is [var one] ? Of(one, EdgeKind.Same)
                : same.IsEmpty ? NameMatch.None
                : Named(same) is { } spelt ? Of(spelt, EdgeKind.Same, new RuleUse(IdentityRule.DisplayName, spelt.Name!))
                : Unsure(same);
        }

        var possible = date is null ? candidates : candidates.RemoveAll(model => model.Reading.Date is { } other && !NameDate.AreOne(other, date));
        if (Named(possible) is { } named)
        {
            return Of(named, same.Contains(named) ? EdgeKind.Same : EdgeKind.Snapshot, new RuleUse(IdentityRule.DisplayName, named.Name!));
        }

        return same is [var equal] ? Of(equal, EdgeKind.Same)
            : !same.IsEmpty ? Unsure(same)
            : date is { IsSure: true } && possible.RemoveAll(Dated) is [{ Reading.Latest: false } undated] ? Of(undated, EdgeKind.Snapshot, new RuleUse(IdentityRule.DatedSnapshot, date.Value.Text))
            : date is not null ? Unsure(candidates)
            : Pointed(candidates, latest);
    }

    /// <summary>A date of four digits in the name for people that neither the id nor the model has: the id leaves out what tells them apart.</summary>
    public static bool Contradicts(string? displayName, NameReading reading, CanonicalModel model) =>
        displayName is not null
        && NameUnits.Of(displayName.ToLowerInvariant()).All.Any(unit => unit.Length == 4 && NameUnits.IsNumber(unit)
            && !reading.Stem.Contains(unit, StringComparison.Ordinal) && reading.Date?.Text != unit && !model.Slug.Contains(unit, StringComparison.Ordinal));

    /// <summary>A name without a date where all that is known has one, or a pointer where no such pointer is known.</summary>
    private NameMatch Pointed(ImmutableArray<CanonicalModel> all, bool latest)
    {
        if (latest)
        {
            return all.RemoveAll(Dated) is [var line] ? Of(line, EdgeKind.Latest) : all is [var only] ? Of(only, EdgeKind.Latest, new RuleUse(IdentityRule.OnlySnapshot, only.Slug)) : Unsure(all);
        }

        return all.RemoveAll(model => !model.Reading.Latest) is [var pointer] ? Of(pointer, EdgeKind.Same, new RuleUse(IdentityRule.BareIsLatest, pointer.Slug))
            : all is [{ Reading.Date.IsSure: true } snapshot] ? Of(snapshot, EdgeKind.Snapshot, new RuleUse(IdentityRule.OnlySnapshot, snapshot.Slug))
            : Unsure(all);
    }

    private static bool Dated(CanonicalModel model) => model.Reading.Date is not null;

    private CanonicalModel? Named(ImmutableArray<CanonicalModel> among)
    {
        var key = nameKey;
        return key is not null && among.RemoveAll(model => model.NameKey != key) is [var one] ? one : null;
    }

    private NameMatch Of(CanonicalModel model, EdgeKind kind, params ReadOnlySpan<RuleUse> uses)
    {
        List<RuleUse> why = [];
        if (units.HasLetterPoint || level is MatchLevel.Joined)
        {
            why.Add(new(IdentityRule.JoinedDigits, reading.Stem));
        }

        if (level >= MatchLevel.Version && units.HasMinorZero != model.Exact.HasMinorZero)
        {
            why.Add(new(IdentityRule.MinorZero, reading.Stem));
        }

        if (level is MatchLevel.Order or MatchLevel.OptionalOrder)
        {
            why.Add(new(IdentityRule.WordOrder, reading.Stem));
        }

        if (level >= MatchLevel.Optional)
        {
            why.Add(new(IdentityRule.OptionalPart, reading.Stem));
        }

        why.AddRange(uses);
        if (why.Count == 0 && reading.Uses.IsEmpty)
        {
            why.Add(string.Equals(reading.Stem, model.Slug, StringComparison.OrdinalIgnoreCase) || reading.Date is not null ? new(IdentityRule.SameId, model.Slug) : new(IdentityRule.Separators, reading.Stem));
        }
        else if (reading.Stem != model.Reading.Stem && level <= MatchLevel.Version && why.Count == 0)
        {
            why.Add(new(IdentityRule.Separators, reading.Stem));
        }

        return NameMatch.Of(model, kind, reading, level, [.. why]);
    }

    private NameMatch Unsure(ImmutableArray<CanonicalModel> among) =>
        NameMatch.Unsure(among, reading, among.Any(Dated) ? IdentityRule.DatedSnapshot : IdentityRule.SameId, reading.Date is { } date ? $"{reading.Stem} {date.Text}" : reading.Stem);
}
