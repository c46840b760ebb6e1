using Tamma.Catalog.Identities;
using Tamma.Client;
using Words = Tamma.Server.Rest.Words;

namespace Tamma.Server.Projections;

/// <summary>Names, rules and edges → the wire.</summary>
internal static class IdentityProjection
{
    public static ResolveResponse Project(NameResolution resolution, IReadOnlyList<PointerResponse>? pointers, long position) => new()
    {
        Name = resolution.Name,
        Result = Words.Of(resolution.Kind),
        Canonical = resolution.Model?.Id,
        Kind = resolution.Edge is { } edge ? Words.Of(edge) : null,
        Listings = [.. resolution.Listings.Select(key => key.ToString())],
        Variants = Variants(resolution.Variants),
        Candidates = resolution.Candidates,
        Why = Reasons(resolution.Why),
        Pointers = pointers,
        Position = position,
    };

    public static CanonicalModelSummary Summarize(CanonicalModel model) => new()
    {
        Id = model.Id,
        Name = model.Name,
        Listings = model.Listings.Length,
        Variants = model.Listings.Count(edge => !edge.Variants.IsEmpty),
    };

    public static IdentitySuggestionResponse Suggest(IdentitySuggestion suggestion) => new()
    {
        Key = suggestion.Listing.ToString(),
        Candidates = suggestion.Candidates,
        Why = Reason(suggestion.Rule, suggestion.Why),
    };

    public static IReadOnlyList<NameVariantResponse> Variants(IEnumerable<NameVariant> variants) =>
        [.. variants.Select(variant => new NameVariantResponse { Kind = Words.Of(variant.Kind), Text = variant.Text })];

    public static IReadOnlyList<IdentityReasonResponse> Reasons(IEnumerable<RuleUse> uses) => [.. uses.Select(use => Reason(use.Rule, use.Text))];

    public static IdentityReasonResponse Reason(IdentityRule rule, string text) => new() { Rule = rule.Name, Text = text.Length > 0 ? text : null, Meaning = rule.Meaning };
}
