using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Search.Reading;

/// <summary>Phrases by their first word; the longest that stands in a query is found without making strings.</summary>
internal sealed class PhraseTable<T>
    where T : class
{
    private readonly FrozenDictionary<string, Entry[]> _byFirst;

    /// <param name="phrases">Terms with spaces between, each with what it stands for; of two that are equal the first counts.</param>
    public PhraseTable(IEnumerable<(string Phrase, T Value)> phrases) =>
        _byFirst = phrases.Where(pair => pair.Phrase.Length > 0)
            .Select(pair => new Entry([.. pair.Phrase.Split(' ')], pair.Value))
            .GroupBy(entry => entry.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The longest phrase that begins at a word.</summary>
    public T? Match(ReadOnlySpan<QueryWord> words, int at, out int end)
    {
        T? found = null;
        end = at;
        if (at < words.Length && _byFirst.TryGetValue(words[at].Meant, out var entries))
        {
            foreach (var entry in entries)
            {
                if (entry.Words.Length > end - at && entry.Stands(words[at..]))
                {
                    (found, end) = (entry.Value, at + entry.Words.Length);
                }
            }
        }

        return found;
    }

    /// <summary>Whether a phrase is this one word.</summary>
    public T? Find(string word)
    {
        if (_byFirst.TryGetValue(word, out var entries))
        {
            foreach (var entry in entries)
            {
                if (entry.Words.Length == 1)
                {
                    return entry.Value;
                }
            }
        }

        return null;
    }

    private sealed record Entry(ImmutableArray<string> Words, T Value)
    {
        public bool Stands(ReadOnlySpan<QueryWord> words)
        {
            if (words.Length < Words.Length)
            {
                return false;
            }

            for (var i = 1; i < Words.Length; i++)
            {
                if (words[i].Meant != Words[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
