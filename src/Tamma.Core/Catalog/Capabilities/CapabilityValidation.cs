using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>Checks descriptions against <see cref="CapabilityRules"/>. Pure.</summary>
public static class CapabilityValidation
{
    public static ImmutableArray<Finding> Check(Model model) => Check(CapabilityFacts.Of(model));

    public static ImmutableArray<Finding> Check(FieldSet values) => Check(new CapabilityFacts(values));

    /// <returns>Errors first, each kind in the order of the rules.</returns>
    public static ImmutableArray<Finding> Check(CapabilityFacts facts) =>
    [
        .. CapabilityRules.All
            .SelectMany(rule => rule.Find(facts).Select(seen => new Finding(rule.Code, rule.Severity, seen.Field, seen.Value, seen.Message, seen.Suggestion)))
            .OrderBy(finding => finding.Severity),
    ];
}
