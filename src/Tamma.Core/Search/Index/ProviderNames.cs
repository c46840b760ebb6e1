using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Search.Names;
using Tamma.Search.Reading;

namespace Tamma.Search.Index;

/// <summary>What the providers of a catalogue are called: their ids, their names, and <c>Words/providers.txt</c>.</summary>
internal sealed class ProviderNames
{
    private static readonly Field s_name = FieldRegistry.Providers["name"];

    private static readonly ILookup<string, string> s_others = Data.Lines("providers.txt")
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .SelectMany(parts => parts[1].Split('|', StringSplitOptions.TrimEntries).Select(words => (Provider: parts[0], words)))
        .ToLookup(pair => pair.Provider, pair => pair.words, StringComparer.Ordinal);

    private ProviderNames(PhraseTable<string> table) => Table = table;

    /// <summary>Ids of the providers that are called so, with <c>|</c> between.</summary>
    public PhraseTable<string> Table { get; }

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

        return new(new(byPhrase.Select(pair => (pair.Key, string.Join('|', pair.Value)))));
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
