namespace Tamma.Filters;

/// <summary>What a filter may ask of us. What is beyond is refused with a position.</summary>
/// <param name="Length">Of the text, in characters.</param>
/// <param name="Depth">Of parentheses and "not" within each other.</param>
/// <param name="Terms">Conditions, and values of lists.</param>
public sealed record FilterLimits(int Length, int Depth, int Terms)
{
    public static FilterLimits Standard { get; } = new(4_096, 64, 256);
}
