using Tamma.Filters;

namespace Tamma.Search.Vectors;

/// <summary>One direction of the vector space that comes with the program: something that models are for.</summary>
/// <param name="Weight">How much it tells beside the others.</param>
/// <param name="Has">Which models lie on it.</param>
internal sealed record Axis(string Name, float Weight, FilterExpression Has);
