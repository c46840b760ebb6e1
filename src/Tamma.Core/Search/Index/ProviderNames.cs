using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Search.Names;

namespace Tamma.Search.Index;

/// <summary>What the providers of a catalogue are called: their ids, their names, and <c>Words/providers.txt</c>.</summary>
internal sealed class ProviderNames
{
    private static readonly Field s_name = FieldRegistry.Providers["name"];

    private static readonly ILookup<string, string> s_others = Data.Lines("providers.txt")
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .SelectMany(parts => parts[1].Split('|', StringSplitOptions.TrimEntries).Select(words => (Provider: parts[0], words)))
        .ToLookup(pair => pair.Provider, pair => pair.words, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ImmutableArray<string>>.AlternateLookup<ReadOnlySpan<char>> _byPhrase;

    private ProviderNames(FrozenDictionary<string, ImmutableArray<string>> byPhrase)
    {
        _byPhrase = byPhrase.GetAlternateLookup<ReadOnlySpan<char>>();
        Longest = byPhrase.Keys.Select(phrase => phrase.Count(letter => letter == ' ') + 1).DefaultIfEmpty(0).Max();
        Words = [.. byPhrase.Keys.Where(phrase => !phrase.Contains(' ', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Words in the longest name.</summary>
    public int Longest { get; }

    /// <summary>Names of one word, for who misspells them.</summary>
    public ImmutableArray<string> Words { get; }

    /// <param name="phrase">Terms with a space between.</param>
    /// <returns>Ids of the providers that are called so.</returns>
    public ImmutableArray<string> Find(ReadOnlySpan<char> phrase) => _byPhrase.TryGetValue(phrase, out var providers) ? providers : [];

    public static ProviderNames Of(CatalogSnapshot snapshot, ImmutableArray<ProviderRun> providers)
    {
        Dictionary<string, List<string>> byPhrase = new(StringComparer.Ordinal);
        foreach (var (provider, name) in providers.SelectMany(provider => Names(provider.Id, snapshot).Select(name => (provider.Id, name))))
        {
            if (Phrase(name) is not { Length: > 0 } phrase)
            {
                continue;
            }

            if (!byPhrase.TryGetValue(phrase, out var called))
            {
                byPhrase.Add(phrase, called = []);
            }

            if (!called.Contains(provider))
            {
                called.Add(provider);
            }
        }

        return new(byPhrase.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal));
    }

    public static string Phrase(string text)
    {
        List<string> terms = [];
        var tokens = new NameTokens(Fold.Text(text), stackalloc char[NameTokens.Longest]);
        while (tokens.MoveNext())
        {
            terms.Add(tokens.Current.ToString());
        }

        return string.Join(' ', terms);
    }

    /// <summary>A provider whose id begins with another's is meant by the other's name too: <c>azure-cognitive-services</c> by azure.</summary>
    private static IEnumerable<string> Names(string id, CatalogSnapshot snapshot)
    {
        yield return id;
        if (snapshot.Provider(id)?.Row is { } row && row.Values.TryGet(s_name, out var name) && name.IsText)
        {
            yield return name.AsText();
        }

        foreach (var other in s_others[id])
        {
            yield return other;
        }
    }
}
