using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>A name taken apart: what it says of the model, and what of the offer.</summary>
/// <param name="Lab">The lab that the name states; null when it states none.</param>
/// <param name="Foreign">A part in front that is no lab of ours and nothing that routes: a person or firm that tunes or hosts.</param>
/// <param name="Stem">The model's name without what has members here; lower case.</param>
/// <param name="Latest">It ended in <c>latest</c>.</param>
/// <param name="Uses">The rules that took it apart, in their order.</param>
internal sealed record NameReading(
    Lab? Lab,
    string? Foreign,
    string Stem,
    NameDate? Date,
    bool Latest,
    ImmutableArray<NameVariant> Variants,
    ImmutableArray<RuleUse> Uses)
{
    /// <summary>The same reading with another stem and one more rule.</summary>
    public NameReading As(string stem, Lab? lab, RuleUse use) => this with { Stem = stem, Lab = lab, Uses = Uses.Add(use) };
}
