using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Search.Ranking;

namespace Tamma.Search.Index;

/// <summary>What an index holds of its models, each by its place: what is read of each, and what follows from all of them together.</summary>
internal sealed class IndexData
{
    /// <summary>Of so many terms at most, see <see cref="OrderOf(int)"/>.</summary>
    private const int MostAsked = 4;

    /// <summary>After so many days a model is not fresh any more, against the newest.</summary>
    private const float FreshDays = 1_000;

    private readonly IndexPart _part;
    private readonly WordOrder?[] _orders = new WordOrder?[MostAsked + 1];

    /// <summary>By how good a match a word is; there are few such figures.</summary>
    private readonly ConcurrentDictionary<(PostingSet Set, float Text), WordOrder> _ofSets = new();

    public IndexData(IndexPart part, ImmutableArray<Model> models, CatalogSnapshot snapshot)
    {
        _part = part;
        Count = models.Length;
        Kinds = TermKinds.Of(part.Terms);
        Lengths = LengthsOf(part, Kinds);
        Pairs = TermPairs.Of(part.Ids, part.Names, Kinds, models.Length);
        Providers = RunsOf(models);
        ProviderNames = ProviderNames.Of(snapshot, Providers);
        Merits = MeritsOf(part, Kinds);
        ByMerit = MeritOrder.Of(Merits, part.Sets.Ending);
    }

    public int Count { get; }

    public TermDictionary Terms => _part.Terms;

    /// <summary>By term.</summary>
    public TermKind[] Kinds { get; }

    public Postings Postings => _part.Postings;

    public TermSequences Ids => _part.Ids;

    public TermSequences Names => _part.Names;

    /// <summary>By model, how many terms of its id stand before the last slash.</summary>
    public byte[] Tails => _part.Tails;

    /// <summary>By model, how its id begins behind the last slash.</summary>
    public IdStart[] IdStarts => _part.IdStarts;

    /// <summary>By model, how many terms the end of its id and its name have that say something.</summary>
    public (byte Tail, byte Name)[] Lengths { get; }

    /// <summary>Pairs of terms that stand side by side in some id or name, first term in the upper half; sorted.</summary>
    public long[] Pairs { get; }

    public ImmutableArray<ProviderRun> Providers { get; }

    public ProviderNames ProviderNames { get; }

    /// <summary>What of a model's rank does not depend on what is asked.</summary>
    public Merits[] Merits { get; }

    /// <summary>Purposes by name, each with the models that are made for it.</summary>
    public Dictionary<string, ulong[]> Purposes => _part.Purposes;

    public ModelSets Sets => _part.Sets;

    /// <summary>Places in the order in which they stand where nothing is named: see <see cref="MeritOrder"/>.</summary>
    public int[] ByMerit { get; }

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

    /// <summary>What is read of each model in the next index; null where all must be read.</summary>
    public IndexPart Next(Moves moves, IndexPart fresh) => _part.Next(moves, fresh);

    private static (byte Tail, byte Name)[] LengthsOf(IndexPart part, TermKind[] kinds)
    {
        var lengths = new (byte, byte)[part.Tails.Length];
        for (var place = 0; place < lengths.Length; place++)
        {
            lengths[place] = (Telling(part.Ids[place][part.Tails[place]..], kinds), Telling(part.Names[place], kinds));
        }

        return lengths;
    }

    private static byte Telling(ReadOnlySpan<int> terms, TermKind[] kinds)
    {
        var count = 0;
        foreach (var term in terms)
        {
            count += kinds[term] is TermKind.Slight ? 0 : 1;
        }

        return (byte)Math.Min(count, byte.MaxValue);
    }

    private static ImmutableArray<ProviderRun> RunsOf(ImmutableArray<Model> models)
    {
        var runs = ImmutableArray.CreateBuilder<ProviderRun>();
        for (var from = 0; from < models.Length;)
        {
            var id = models[from].Key.Provider;
            var to = from;
            while (to < models.Length && models[to].Key.Provider == id)
            {
                to++;
            }

            runs.Add(new(id, from, to));
            from = to;
        }

        return runs.DrainToImmutable();
    }

    private static Merits[] MeritsOf(IndexPart part, TermKind[] kinds)
    {
        var merits = part.Merits.AsSpan().ToArray();
        Spreads.Set(merits, part.Ids, part.Tails, kinds);
        var newest = part.Released.DefaultIfEmpty(0).Max();
        for (var place = 0; place < merits.Length; place++)
        {
            ref var one = ref merits[place];
            one.Freshness = part.Released[place] > 0 ? Math.Clamp(1 - ((newest - part.Released[place]) / FreshDays), 0, 1) : 0;
            one.Points = (RankWeights.Lifecycle * one.Lifecycle) + (RankWeights.Available * one.Available) + (RankWeights.Talks * one.Talks) + (RankWeights.Freshness * one.Freshness);
        }

        return merits;
    }
}
