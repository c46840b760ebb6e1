using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Identities;

/// <summary>Other names that sources state, by the name; case is ignored.</summary>
internal sealed class StatedNames
{
    private static readonly Field s_canonicalId = FieldRegistry.Models["canonical_id"];
    private static readonly Field s_aliases = FieldRegistry.Models["aliases"];
    private static readonly Field s_weights = FieldRegistry.Models["hugging_face_id"];
    private static readonly Field s_aliasOf = FieldRegistry.Models["alias_of"];

    public static string WeightsField => s_weights.Path;

    private readonly FrozenDictionary<string, ImmutableArray<StatedName>> _byName;

    public StatedNames(IEnumerable<Model> rows) => _byName = rows.SelectMany(Of)
        .Where(name => name.Text.Length is > 0 and <= NameReader.Longest)
        .GroupBy(name => name.Text, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Weights may be written with <c>hf:</c> in front.</summary>
    public ImmutableArray<StatedName> Find(string name) =>
        _byName.GetValueOrDefault(name.StartsWith("hf:", StringComparison.OrdinalIgnoreCase) ? name["hf:".Length..] : name, []);

    /// <summary>A name that callers may use, which says less than a permanent name or the weights'.</summary>
    public static bool IsNickname(StatedName name) => name.Field == s_aliases.Path;

    /// <summary>The provider's permanent name for it, which says more than its id and is its own statement.</summary>
    public static string? CanonicalId(Model row) => Text(row, s_canonicalId);

    public static string? Weights(Model row) => Text(row, s_weights);

    /// <summary>Where the name points now.</summary>
    public static string? AliasOf(Model row) => Text(row, s_aliasOf);

    public static IEnumerable<StatedName> Of(Model row)
    {
        if (CanonicalId(row) is { } canonical)
        {
            yield return new(canonical, row.Key, s_canonicalId.Path);
        }

        if (Weights(row) is { } weights)
        {
            yield return new(weights, row.Key, s_weights.Path);
        }

        foreach (var alias in Aliases(row))
        {
            yield return new(alias, row.Key, s_aliases.Path);
        }
    }

    public static ImmutableArray<string> Aliases(Model row) => row.Values[s_aliases] is { IsWords: true } aliases ? aliases.AsWords() : [];

    /// <summary>Whether both state the same names.</summary>
    public static bool AreSame(Model one, Model other) =>
        CanonicalId(one) == CanonicalId(other) && Weights(one) == Weights(other) && AliasOf(one) == AliasOf(other) && Aliases(one).SequenceEqual(Aliases(other), StringComparer.Ordinal);

    private static string? Text(Model row, Field field) => row.Values[field] is { IsText: true } value && value.AsText() is { Length: > 0 } text ? text : null;
}
