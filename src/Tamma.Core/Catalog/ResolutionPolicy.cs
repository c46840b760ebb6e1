using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>
/// Whom to believe, per field group, as data. The order of a group's list is the order of belief; ties go to the source whose
/// id sorts first, so that the order in which claims arrive decides nothing.
/// </summary>
public sealed record ResolutionPolicy
{
    public required FrozenDictionary<FieldGroup, ImmutableArray<Standing>> Order { get; init; }

    public required FrozenDictionary<Standing, byte> Confidence { get; init; }

    /// <summary>
    /// The account's own live answer first, the operator above all. For prices the API that bills comes before the baseline,
    /// models.dev, LiteLLM and OpenRouter. A list that copies a public catalogue comes last.
    /// </summary>
    public static ResolutionPolicy Default { get; } = new()
    {
        Order = Enum.GetValues<FieldGroup>().ToFrozenDictionary(group => group, Ranking),
        Confidence = new Dictionary<Standing, byte>
        {
            [Standing.Override] = 100,
            [Standing.Account] = 95,
            [Standing.Baseline] = 80,
            [Standing.ModelsDev] = 70,
            [Standing.LiteLlm] = 60,
            [Standing.OpenRouter] = 60,
            [Standing.Other] = 50,
            [Standing.Copy] = 40,
        }.ToFrozenDictionary(),
    };

    public int Rank(FieldGroup group, Standing standing) => Order[group].IndexOf(standing);

    public static Standing StandingOf(Claim claim) => claim.Kind is ClaimKind.Offer ? Standing.Account : claim.Source.Name switch
    {
        "overrides" => Standing.Override,
        "baseline" => Standing.Baseline,
        "models_dev" => Standing.ModelsDev,
        "litellm" => Standing.LiteLlm,
        "openrouter" => Standing.OpenRouter,
        _ when claim.Source.ConnectionId is not null => Standing.Copy,
        _ => Standing.Other,
    };

    private static ImmutableArray<Standing> Ranking(FieldGroup group) => group switch
    {
        FieldGroup.Identity =>
            [Standing.Override, Standing.Baseline, Standing.Account, Standing.ModelsDev, Standing.LiteLlm, Standing.OpenRouter, Standing.Other, Standing.Copy],
        _ =>
            [Standing.Override, Standing.Account, Standing.Baseline, Standing.ModelsDev, Standing.LiteLlm, Standing.OpenRouter, Standing.Other, Standing.Copy],
    };
}

/// <summary>What kind of voice a claim has.</summary>
public enum Standing
{
    Override,

    /// <summary>The provider's own list, as this account sees it.</summary>
    Account,
    Baseline,
    ModelsDev,
    LiteLlm,
    OpenRouter,
    Other,

    /// <summary>Passed on from a public catalogue by somebody else's server.</summary>
    Copy,
}
