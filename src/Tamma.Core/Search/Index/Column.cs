namespace Tamma.Search.Index;

/// <summary>One field of all models. What a model does not state is unknown: it satisfies no condition, nor its opposite.</summary>
internal abstract class Column(string name)
{
    public string Name { get; } = name;

    /// <summary>Adds the models that state a value of their own here to <paramref name="into"/>.</summary>
    public abstract void Known(Span<ulong> into);
}

/// <summary>Numbers, prices, and dates as days; NaN is unknown.</summary>
internal sealed class NumberColumn(string name, double[] values) : Column(name)
{
    public double this[int model] => values[model];

    public ReadOnlySpan<double> Values => values;

    public override void Known(Span<ulong> into) => Between(double.NegativeInfinity, double.PositiveInfinity, into);

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
}

/// <summary>Yes or no.</summary>
internal sealed class FlagColumn(string name, ulong[] known, ulong[] yes) : Column(name)
{
    public ReadOnlySpan<ulong> Yes => yes;

    public override void Known(Span<ulong> into) => Bits.Or(into, known);

    public void Is(bool value, Span<ulong> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] |= value ? yes[i] : known[i] & ~yes[i];
        }
    }
}

/// <summary>A word or several of each model, folded.</summary>
internal sealed class WordColumn(string name, ulong[] known, Dictionary<string, ulong[]> models) : Column(name)
{
    private readonly Dictionary<string, ulong[]>.AlternateLookup<ReadOnlySpan<char>> _models = models.GetAlternateLookup<ReadOnlySpan<char>>();

    public IEnumerable<string> Words => models.Keys;

    public override void Known(Span<ulong> into) => Bits.Or(into, known);

    /// <returns>The models that have the word; empty where none has.</returns>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<char> word) => _models.TryGetValue(word, out var bits) ? bits : [];
}
