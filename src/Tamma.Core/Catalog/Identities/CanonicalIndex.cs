using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>Canonical models by the keys that a name is looked up with, strictest first.</summary>
internal sealed class CanonicalIndex
{
    private readonly FrozenDictionary<string, ImmutableArray<CanonicalModel>>[] _levels;
    private readonly FrozenDictionary<string, ImmutableArray<CanonicalModel>> _byName;
    private readonly FrozenDictionary<string, ImmutableArray<CanonicalModel>> _withoutSizes;
    private readonly FrozenDictionary<string, ImmutableArray<CanonicalModel>> _withoutFamily;
    private readonly FrozenSet<(string Lab, string Word)> _labWords;

    public CanonicalIndex(IReadOnlyCollection<CanonicalModel> models)
    {
        _levels = [.. Enum.GetValues<MatchLevel>().Select(level => By(models, model => KeyOf(level, level is MatchLevel.Spelling ? model.Exact : model.Units)))];
        _byName = By(models.Where(model => model.NameKey is not null), model => model.NameKey!);
        _withoutSizes = By(models, model => WithoutSizes(model.Units).Bag());
        _withoutFamily = By(models.Where(model => WithoutFamily(model.Units) is { IsEmpty: false }), model => WithoutFamily(model.Units).Bag());
        _labWords = models.SelectMany(model => model.Exact.All.Select(unit => (model.Lab, NameTables.ContextSize.IsMatch(unit) ? "" : unit))).ToFrozenSet();
    }

    public ImmutableArray<CanonicalModel> At(MatchLevel level, string key) => _levels[(int)level].GetValueOrDefault(key, []);

    public ImmutableArray<CanonicalModel> Named(string nameKey) => _byName.GetValueOrDefault(nameKey, []);

    /// <summary>Models whose names are these words and numbers, whatever sizes they state.</summary>
    public ImmutableArray<CanonicalModel> OfAnySize(NameUnits units) => _withoutSizes.GetValueOrDefault(WithoutSizes(units).Bag(), []);

    /// <summary>Models whose names are these words and numbers behind the first word of their line.</summary>
    public ImmutableArray<CanonicalModel> BehindFamily(NameUnits units) => _withoutFamily.GetValueOrDefault(units.Bag(), []);

    /// <summary>Whether a lab has a model with this word in its name; a context's size stands for any.</summary>
    public bool Uses(string lab, string word) => _labWords.Contains((lab, NameTables.ContextSize.IsMatch(word) ? "" : word));

    /// <param name="units">As read for <see cref="MatchLevel.Spelling"/>; without minor zeros for the others.</param>
    public static string KeyOf(MatchLevel level, NameUnits units) => level switch
    {
        MatchLevel.Order => units.Bag(),
        MatchLevel.Joined => units.Joined(),
        MatchLevel.Optional => units.Without(IsOptional).Key(),
        MatchLevel.OptionalOrder => units.Without(IsOptional).Bag(),
        _ => units.Key(),
    };

    public static NameUnits WithoutSizes(NameUnits units) => units.Without(unit => IsOptional(unit) || NameTables.Size.IsMatch(unit));

    private static NameUnits WithoutFamily(NameUnits units) => !units.IsEmpty && units.All[0].Length > 1 && LabTable.OfFamily(units.All[0]) is not null ? units.Without(unit => unit == units.All[0]) : default;

    public static bool IsOptional(string unit) => NameTables.Tuning.Contains(unit) || NameTables.InnerSize.IsMatch(unit);

    private static FrozenDictionary<string, ImmutableArray<CanonicalModel>> By(IEnumerable<CanonicalModel> models, Func<CanonicalModel, string> key) =>
        models.GroupBy(key, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
}

/// <summary>How much of a name's spelling is forgotten.</summary>
internal enum MatchLevel
{
    /// <summary>Separators.</summary>
    Spelling,

    /// <summary>Zeros of a minor version too; dates may be on one side only.</summary>
    Version,

    /// <summary>The order of words too.</summary>
    Order,

    /// <summary>Where one number ends and the next begins.</summary>
    Joined,

    /// <summary>Inner sizes and the word for tuning.</summary>
    Optional,

    /// <summary>Both <see cref="Optional"/> and <see cref="Order"/>.</summary>
    OptionalOrder,
}
