using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Tamma.Search.Reading;

namespace Tamma.Search.Analytics;

/// <summary>
/// The operator's words: what is written, and the phrases that it stands for. The first phrase whose words this catalogue has is read in the word's
/// place; a phrase may be a name or plain words. Pure.
/// </summary>
public sealed class SearchSynonyms
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> _phrases;

    private SearchSynonyms(FrozenDictionary<string, ImmutableArray<string>> phrases) => _phrases = phrases;

    public static SearchSynonyms None { get; } = new(FrozenDictionary<string, ImmutableArray<string>>.Empty);

    /// <summary>Tells these from others, for validators of answers that depend on them; empty for none.</summary>
    public string Text => field ??= string.Join('\n', _phrases.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {string.Join(" | ", pair.Value)}"));

    /// <param name="words">Each with its phrases, the most wanted first.</param>
    /// <exception cref="ArgumentException">Something stands for nothing, or is not one word: see <see cref="WordOf"/>.</exception>
    public static SearchSynonyms Of(IEnumerable<(string Word, ImmutableArray<string> Phrases)> words) => new(words.ToFrozenDictionary(
        pair => WordOf(pair.Word) ?? throw new ArgumentException($"'{pair.Word}' is not one word.", nameof(words)),
        pair => pair.Phrases.Length > 0 ? pair.Phrases : throw new ArgumentException($"'{pair.Word}' stands for nothing.", nameof(words)),
        StringComparer.Ordinal));

    /// <summary>As queries are cut into words and folded; null of what is none or several there.</summary>
    public static string? WordOf(string text) => QueryWord.Split(text) is [var word] && word.Start == 0 && word.End == text.Length ? word.Text : null;

    public bool Has(string word) => _phrases.ContainsKey(word);

    /// <summary>The request with phrases in the place of words. Words that are to be taken as text stay as they are.</summary>
    /// <param name="asked">What is looked for.</param>
    /// <param name="index">Whose words count.</param>
    /// <param name="used">What was read in whose place.</param>
    public SearchRequest In(SearchRequest asked, SearchIndex index, out ImmutableArray<SynonymUse> used)
    {
        used = [];
        if (_phrases.Count == 0 || !asked.ReadWords || asked.Text.Length == 0)
        {
            return asked;
        }

        var text = new StringBuilder();
        var uses = ImmutableArray.CreateBuilder<SynonymUse>();
        var end = 0;
        foreach (var word in QueryWord.Split(asked.Text))
        {
            if (_phrases.TryGetValue(word.Text, out var phrases) && phrases.FirstOrDefault(phrase => IsKnown(phrase, index)) is { } phrase)
            {
                text.Append(asked.Text, end, word.Start - end).Append(phrase);
                end = word.End;
                uses.Add(new(word.Text, phrase));
            }
        }

        used = uses.DrainToImmutable();
        return used.IsEmpty ? asked : asked with { Text = text.Append(asked.Text, end, asked.Text.Length - end).ToString() };
    }

    /// <summary>The space keeps its last word from being one that is still typed.</summary>
    private static bool IsKnown(string phrase, SearchIndex index)
    {
        var reading = Searcher.Read(index, phrase + " ", index.Day);
        return reading.Terms.Length + reading.Constraints.Length > 0 && reading.Terms.All(term => index.Data.Terms.Find(term.Corrected ?? term.Text) >= 0);
    }
}

/// <summary>A word in whose place a phrase was read.</summary>
public sealed record SynonymUse(string Word, string Phrase);
