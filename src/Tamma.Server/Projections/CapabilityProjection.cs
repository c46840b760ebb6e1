using Tamma.Catalog;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Capabilities and findings → their records on the wire.</summary>
internal static class CapabilityProjection
{
    /// <summary>What is known of each capability that a source can state.</summary>
    public static IReadOnlyDictionary<string, string> Of(FieldSet values) =>
        CapabilityRegistry.Standard.Read(values).Where(pair => !pair.Definition.Evidence.IsEmpty).ToDictionary(pair => pair.Definition.Name, pair => Words.Of(pair.Support), StringComparer.Ordinal);

    public static CapabilityResponse Project(CapabilityDefinition capability) => new()
    {
        Name = capability.Name,
        Category = Words.Of(capability.Category),
        Meaning = capability.Meaning,
        Type = capability is { Evidence.IsEmpty: true, Attributes.IsEmpty: false } ? "figures" : "yes_no_unknown",
        Aliases = capability.Aliases,
        Needs = [.. CapabilityRegistry.Standard.Needed(capability).Select(needed => needed.Name)],
        Recommends = capability.Recommends,
        Dependents = [.. CapabilityRegistry.Standard.Dependents(capability).Select(dependent => dependent.Name)],
        ReadFrom = [.. capability.Evidence.Select(evidence => evidence.Text)],
        Attributes =
        [
            .. capability.Attributes.Select(attribute => new CapabilityAttributeResponse
            {
                Name = attribute.Name,
                Type = Words.Of(attribute.Type),
                Meaning = attribute.Meaning,
                Unit = attribute.Unit,
                Field = attribute.Field?.Path,
            }),
        ],
    };

    public static FindingResponse Project(Finding finding, ModelKey? model = null) => new()
    {
        Model = model?.ToString(),
        Code = finding.Code,
        Severity = Words.Of(finding.Severity),
        Field = finding.Field,
        Value = FieldReader.ToJson(finding.Value),
        Message = finding.Message,
        Suggestion = finding.Suggestion,
    };

    public static CapabilityMatchResponse Project(ModelKey key, CapabilityMatch match) => new()
    {
        Key = key.ToString(),
        Compatible = Words.Of(match.Compatible),
        Score = match.Score,
        Satisfied = match.Satisfied,
        Missing = match.Missing,
        Unknown = match.Unknown,
    };

    public static CapabilityAlternativeResponse Alternative(Model model)
    {
        var values = new FieldReader(model.Values);
        return new() { Key = model.Key.ToString(), Name = values.Text("name"), Limit = TermsProjection.Limit(values), Cost = TermsProjection.Cost(values) };
    }

    public static CapabilityUseResponse Count(IEnumerable<Support> supports)
    {
        var counts = supports.CountBy(support => support).ToDictionary();
        return new() { Yes = counts.GetValueOrDefault(Support.Yes), No = counts.GetValueOrDefault(Support.No), Unknown = counts.GetValueOrDefault(Support.Unknown) };
    }
}
