using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Search;

/// <summary>What the meaning of the words had to do with an answer.</summary>
/// <param name="Source"><c>built_in</c>, or the name of the embedding model.</param>
/// <param name="Words">The words whose meaning was looked for.</param>
/// <param name="Axes">What models are for that they mean, the most first; none by an embedding model.</param>
/// <param name="Like">The model that was named as an example; null where none was.</param>
/// <param name="Near">How many models lie near enough, whatever else they miss.</param>
public sealed record Meant(string Source, ImmutableArray<string> Words, ImmutableArray<string> Axes, ModelKey? Like, int Near)
{
    /// <summary>The vectors that come with the program.</summary>
    public const string BuiltIn = "built_in";
}
