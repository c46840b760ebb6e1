using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>How much it weighs that a model misses a condition. Data: bounds are given up first; another model of the provider is nearer than the same one elsewhere; what gives no images draws none.</summary>
internal static class Penalties
{
    /// <summary>Beyond this, a model is no answer at all.</summary>
    public const float Most = 3.2f;

    /// <summary>For all of the text.</summary>
    public const float Text = 3;

    /// <summary>For one whose end is announced, where nothing is asked by name.</summary>
    public const float Ending = 0.5f;

    /// <summary>For one that does not answer in text, where nobody asks for such.</summary>
    public const float Silent = 0.4f;

    public static float Of(Constraint constraint, Columns columns) => constraint.Field switch
    {
        "purpose" or "modalities.output" => Most + 1,
        Derived.Provider => 2.8f,
        Derived.Maker => 2,
        Derived.Pricing => 1.5f,
        "model" => Most + 1,
        _ when columns.Number(constraint.Field) is not null => 1,
        _ when columns.Flag(constraint.Field) is not null => 1.5f,
        _ => 2.5f,
    };
}
