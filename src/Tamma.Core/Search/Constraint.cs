using System.Collections.Immutable;

namespace Tamma.Search;

/// <summary>A condition that was found in words, or that a caller gives: what is asked, of which field, and the words that said it.</summary>
/// <param name="Field">
/// A field of the filter language: the path of a registered field (<c>limit.context</c>), or one of those that follow from others (<c>provider</c>,
/// <c>maker</c>, <c>purpose</c>, <c>size_b</c>, <c>price</c>, …).
/// </param>
/// <param name="Op">How it is compared.</param>
/// <param name="Value">
/// Numbers in the unit of the field and with a decimal point, dates as <c>2026-06-01</c>; several words are alternatives, separated by <c>|</c>.
/// </param>
/// <param name="Words">As they were written.</param>
public sealed record Constraint(string Field, ConstraintOp Op, string Value, string Words)
{
    /// <summary>It must not hold. What is unknown satisfies neither.</summary>
    public bool Not { get; init; }

    /// <summary>A wish: it orders what is found and excludes nothing.</summary>
    public bool Soft { get; init; }

    public bool IsOrder => Op is ConstraintOp.Ascending or ConstraintOp.Descending;

    internal ImmutableArray<string> Alternatives { get; } = [.. Value.Split('|', StringSplitOptions.RemoveEmptyEntries)];

    public override string ToString() => Op switch
    {
        ConstraintOp.Ascending => $"lowest {Field} first",
        ConstraintOp.Descending => $"highest {Field} first",
        ConstraintOp.Is when Value is "true" => Not ? $"not {Field}" : Field,
        _ => $"{(Not ? "not " : "")}{Field}{Sign}{Value}{(Soft ? " if possible" : "")}",
    };

    private string Sign => Op switch
    {
        ConstraintOp.AtLeast => ">=",
        ConstraintOp.Above => ">",
        ConstraintOp.AtMost => "<=",
        ConstraintOp.Below => "<",
        ConstraintOp.Has => ":",
        _ => "=",
    };
}

/// <summary>How a field is compared.</summary>
public enum ConstraintOp
{
    /// <summary>Is this, or one of these.</summary>
    Is,

    /// <summary>A list of words has it.</summary>
    Has,
    AtLeast,
    Above,
    AtMost,
    Below,

    /// <summary>No condition: the lowest comes first, unknown last.</summary>
    Ascending,

    /// <summary>No condition: the highest comes first, unknown last.</summary>
    Descending,
}
