using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;

namespace Tamma.Server.Rest;

/// <summary>Whom the catalogue believes.</summary>
internal static class PolicyEndpoints
{
    private static readonly QueryParameters s_none = new();

    public static void MapPolicy(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/policy", ApiEndpoints.Reading, Get).Takes(s_none)
            .WithSummary("Whom the catalogue believes: for each group of fields the order of its sources, and what each standing is worth.")
            .Answers<PolicyResponse>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);

    private static IResult Get(HttpContext context, CatalogWriter writer)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var policy = writer.Policy;
        return JsonAnswer.From(
            new PolicyResponse
            {
                Fingerprint = policy.Fingerprint().ToString("N"),
                Groups = [.. Enum.GetValues<FieldGroup>().Select(group => Group(group, policy))],
                Standings = [.. Standings.All.Select(known => new PolicyStandingResponse { Standing = known.Name, Confidence = policy.Confidence[known.Standing], Meaning = known.Meaning })],
            },
            WireJson.Context.PolicyResponse);
    }

    private static PolicyGroupResponse Group(FieldGroup group, ResolutionPolicy policy) => new()
    {
        Group = GroupNames.Of(group),
        Setting = ResolutionPolicyText.Groups.Contains(group) ? ResolutionPolicyText.SettingOf(group) : null,
        Configured = policy.Configured.Contains(group),
        Order = [.. policy.Order[group].Select(Standings.NameOf)],
        Fields = [.. FieldRegistry.Models.Fields.Where(field => field.Group == group).Select(field => field.Path)],
    };
}
