using Tamma.Catalog.Identities;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>What labs are called in plain words. A name that holds a product line's is left out: names of models have it.</summary>
internal static class LabNames
{
    private const string Ai = "ai";

    public static PhraseTable<Lab> Table { get; } = new(LabTable.All
        .SelectMany(lab => lab.Prefixes.Prepend(lab.Id).SelectMany(Spellings).Select(phrase => (Phrase: phrase, Lab: lab)))
        .Where(pair => !pair.Phrase.Split(' ').Any(word => pair.Lab.Families.Contains(word, StringComparer.Ordinal)))
        .DistinctBy(pair => pair.Phrase, StringComparer.Ordinal));

    /// <summary><c>openai</c> is written "open ai" too.</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        yield return ProviderNames.Phrase(name);
        if (name.Length > Ai.Length + 1 && name.EndsWith(Ai, StringComparison.Ordinal) && name.All(char.IsAsciiLetter))
        {
            yield return $"{name[..^Ai.Length]} {Ai}";
        }
    }
}
