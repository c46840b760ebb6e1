using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>What a name was found to be: one model, or several between which nothing decides, or none.</summary>
/// <param name="Model">Null when it is not sure.</param>
/// <param name="Candidates">What it may be where <paramref name="Model"/> is null.</param>
/// <param name="Level">How strict the match was; null where a display name decided.</param>
internal sealed record NameMatch(
    CanonicalModel? Model,
    EdgeKind Kind,
    ImmutableArray<RuleUse> Why,
    ImmutableArray<NameVariant> Variants,
    ImmutableArray<CanonicalModel> Candidates,
    MatchLevel? Level)
{
    public static NameMatch None { get; } = new(null, EdgeKind.Same, [], [], [], null);

    public bool IsSure => Model is not null;

    public static NameMatch Of(CanonicalModel model, EdgeKind kind, NameReading reading, MatchLevel? level, params ReadOnlySpan<RuleUse> uses)
    {
        var variants = reading.Variants;
        return new(model, kind is EdgeKind.Same && !variants.IsEmpty ? EdgeKind.Variant : kind, [.. reading.Uses, .. uses], variants, [], level);
    }

    public static NameMatch Unsure(IEnumerable<CanonicalModel> candidates, NameReading reading, IdentityRule rule, string text) =>
        new(null, EdgeKind.Same, [.. reading.Uses, new(rule, text)], reading.Variants, [.. candidates], null);
}
