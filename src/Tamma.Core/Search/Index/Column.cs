namespace Tamma.Search.Index;

/// <summary>One field of all models. What a model does not state is unknown: it satisfies no condition, nor its opposite.</summary>
internal abstract class Column(string name)
{
    public string Name { get; } = name;

    /// <summary>Adds the models that state a value of their own here to <paramref name="into"/>.</summary>
    public abstract void Known(Span<ulong> into);

    /// <summary>The same field in the next index; null where nobody states it any more. Both that are given are of this kind, and one may be missing.</summary>
    public abstract Column? Next(Column? before, Column? fresh, Moves moves);
}

/// <summary>Numbers, prices, and dates as days; NaN is unknown.</summary>
internal sealed class NumberColumn(string name, double[] values) : Column(name)
{
    public double this[int model] => values[model];

    public ReadOnlySpan<double> Values => values;

    public override void Known(Span<ulong> into) => Between(double.NegativeInfinity, double.PositiveInfinity, into);

    public override Column? Next(Column? before, Column? fresh, Moves moves)
    {
        var (old, added) = (before as NumberColumn, fresh as NumberColumn);
        if (old is not null && moves.IsInPlace && IsSame(old.Values, added, moves.Fresh))
        {
            return old;
        }

        var next = moves.Move(old is null ? Unknown(moves.After.Length) : old.Values, added is null ? Unknown(moves.Fresh.Count) : added.Values);
        return Array.TrueForAll(next, double.IsNaN) ? null : new NumberColumn(Name, next);
    }

    /// <summary>Adds the models whose number lies between, both ends included.</summary>
    public void Between(double least, double most, Span<ulong> into)
    {
        var place = 0;
        for (var word = 0; word < into.Length; word++)
        {
            var bits = 0UL;
            var end = Math.Min(place + 64, values.Length);
            for (var bit = 0; place < end; place++, bit++)
            {
                // Comparisons with NaN are false, so what is unknown is in no range.
                var holds = values[place] >= least & values[place] <= most;
                bits |= (holds ? 1UL : 0UL) << bit;
            }

            into[word] |= bits;
        }
    }

    private static bool IsSame(ReadOnlySpan<double> before, NumberColumn? fresh, IReadOnlyList<int> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (!before[places[i]].Equals(fresh?[i] ?? double.NaN))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] Unknown(int count)
    {
        var unknown = new double[count];
        Array.Fill(unknown, double.NaN);
        return unknown;
    }
}

/// <summary>Yes or no.</summary>
internal sealed class FlagColumn(string name, ulong[] known, ulong[] yes) : Column(name)
{
    private readonly ulong[] _known = known;
    private readonly ulong[] _yes = yes;

    public ReadOnlySpan<ulong> Yes => _yes;

    public override void Known(Span<ulong> into) => Bits.Or(into, _known);

    public override Column? Next(Column? before, Column? fresh, Moves moves)
    {
        var (old, added) = (before as FlagColumn, fresh as FlagColumn);
        var nextKnown = moves.Move(old?._known ?? [], added?._known);
        return nextKnown.AsSpan().ContainsAnyExcept(0UL) ? new FlagColumn(Name, nextKnown, moves.Move(old?._yes ?? [], added?._yes)) : null;
    }

    public void Is(bool value, Span<ulong> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] |= value ? _yes[i] : _known[i] & ~_yes[i];
        }
    }
}

/// <summary>A word or several of each model, folded.</summary>
internal sealed class WordColumn(string name, ulong[] known, Dictionary<string, ulong[]> models) : Column(name)
{
    private readonly ulong[] _known = known;
    private readonly Dictionary<string, ulong[]> _words = models;
    private readonly Dictionary<string, ulong[]>.AlternateLookup<ReadOnlySpan<char>> _models = models.GetAlternateLookup<ReadOnlySpan<char>>();

    public IEnumerable<string> Words => _words.Keys;

    public int Count => _words.Count;

    public override void Known(Span<ulong> into) => Bits.Or(into, _known);

    public override Column? Next(Column? before, Column? fresh, Moves moves)
    {
        var (old, added) = (before as WordColumn, fresh as WordColumn);
        var nextKnown = moves.Move(old?._known ?? [], added?._known);
        Dictionary<string, ulong[]> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (var word in WordsOf(old).Union(WordsOf(added), StringComparer.OrdinalIgnoreCase))
        {
            var bits = moves.Move(old?._words.GetValueOrDefault(word) ?? [], added is null ? default : added.Of(word));
            if (bits.AsSpan().ContainsAnyExcept(0UL))
            {
                words.Add(word, bits);
            }
        }

        return nextKnown.AsSpan().ContainsAnyExcept(0UL) ? new WordColumn(Name, nextKnown, words) : null;
    }

    private static IEnumerable<string> WordsOf(WordColumn? column) => column is null ? [] : column.Words;

    /// <returns>The models that have the word; empty where none has.</returns>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<char> word) => _models.TryGetValue(word, out var bits) ? bits : [];
}
