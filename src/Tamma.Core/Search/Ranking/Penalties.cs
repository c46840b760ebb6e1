using Tamma.Filters;

namespace Tamma.Search.Ranking;

/// <summary>How much it weighs that a model misses a condition. Data: bounds are given up first; another model of the provider is nearer than the same one elsewhere; what gives no images draws none.</summary>
internal static class Penalties
{
    /// <summary>Beyond this, a model is no answer at all.</summary>
    public const float Most = 3.2f;

    /// <summary>For whatever is missed: more than what satisfies the whole question can be put back by.</summary>
    public const float Missing = 1;

    /// <summary>For all of the text.</summary>
    public const float Text = 3;

    /// <summary>For one whose end is announced, where nothing is asked by name.</summary>
    public const float Ending = 0.5f;

    /// <summary>For one that does not answer in text, where nobody asks for such.</summary>
    public const float Silent = 0.4f;

    public static float Of(Constraint constraint) => constraint.Field switch
    {
        "purpose" or "modalities.output" => Most + 1,
        "provider" => 2.8f,
        "maker" => 2,
        "pricing_status" => 1.5f,
        "called" => Most + 1,
        _ => ConstraintFilters.FieldOf(constraint)?.Type switch
        {
            FilterType.Number or FilterType.Date => 1,
            FilterType.Flag => 1.5f,
            _ => 2.5f,
        },
    };
}
