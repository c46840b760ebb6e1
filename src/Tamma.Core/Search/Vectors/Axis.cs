using System.Collections.Immutable;

namespace Tamma.Search.Vectors;

/// <summary>One direction of the vector space that comes with the program: something that models are for.</summary>
/// <param name="Weight">How much it tells beside the others.</param>
/// <param name="Marks">What a model has of it, one of these: see <c>Words/glossary.txt</c>.</param>
/// <param name="Words">Words of questions that mean it.</param>
internal sealed record Axis(string Name, float Weight, ImmutableArray<string> Marks, ImmutableArray<string> Words);
