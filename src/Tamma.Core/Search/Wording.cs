using Tamma.Search.Ranking;
using Tamma.Search.Reading;

namespace Tamma.Search;

/// <summary>The words that search knows, as data that can be exchanged.</summary>
internal sealed record Wording(Vocabulary Vocabulary, Synonyms Synonyms)
{
    public static Wording Standard { get; } = new(Vocabulary.Standard, Synonyms.Standard);
}
