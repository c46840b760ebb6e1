using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Tamma.Search.Index;

/// <summary>What an index holds of its models, each by its place.</summary>
internal sealed class IndexData
{
    /// <summary>Of so many terms at most, see <see cref="OrderOf(int)"/>.</summary>
    private const int MostAsked = 4;

    private readonly WordOrder?[] _orders = new WordOrder?[MostAsked + 1];

    /// <summary>By how good a match a word is; there are few such figures.</summary>
    private readonly ConcurrentDictionary<(PostingSet Set, float Text), WordOrder> _ofSets = new();

    public required int Count { get; init; }

    public required TermDictionary Terms { get; init; }

    /// <summary>By term.</summary>
    public required TermKind[] Kinds { get; init; }

    public required Postings Postings { get; init; }

    public required TermSequences Ids { get; init; }

    public required TermSequences Names { get; init; }

    /// <summary>By model, how many terms of its id stand before the last slash.</summary>
    public required byte[] Tails { get; init; }

    /// <summary>By model, how its id begins behind the last slash.</summary>
    public required IdStart[] IdStarts { get; init; }

    /// <summary>By model, how many terms the end of its id and its name have that say something.</summary>
    public required (byte Tail, byte Name)[] Lengths { get; init; }

    /// <summary>Pairs of terms that stand side by side in some id or name, first term in the upper half; sorted.</summary>
    public required long[] Pairs { get; init; }

    public required Columns Columns { get; init; }

    public required ImmutableArray<ProviderRun> Providers { get; init; }

    public required ProviderNames ProviderNames { get; init; }

    /// <summary>What of a model's rank does not depend on what is asked.</summary>
    public required Merits[] Merits { get; init; }

    /// <summary>Purposes by name, each with the models that are made for it.</summary>
    public required Dictionary<string, ulong[]> Purposes { get; init; }

    public required ModelSets Sets { get; init; }

    /// <summary>Places in the order in which they stand where nothing is named: see <see cref="MeritOrder"/>.</summary>
    public required int[] ByMerit { get; init; }

    /// <summary>All models, best first where they have nothing of so many terms; made when first asked for, and null where they are many.</summary>
    public WordOrder? OrderOf(int asked)
    {
        if (asked > MostAsked)
        {
            return null;
        }

        return Volatile.Read(ref _orders[asked]) ?? Interlocked.CompareExchange(ref _orders[asked], WordOrder.Of(asked, this), null) ?? _orders[asked];
    }

    /// <summary>The models that have a word, best first where it is all that is asked; made when first asked for.</summary>
    /// <param name="set">Of this index.</param>
    /// <param name="text">Points of a model where the word stands in the best field.</param>
    public WordOrder OrderOf(PostingSet set, float text) => _ofSets.GetOrAdd((set, text), static (key, data) => WordOrder.Of(key.Set, key.Text, data), this);

    public bool IsPair(int first, int second) => first >= 0 && second >= 0 && Array.BinarySearch(Pairs, ((long)first << 32) | (uint)second) >= 0;
}
