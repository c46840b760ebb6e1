using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Search.Index;

/// <summary>What models are made for, by their names: see <c>Words/purposes.txt</c>.</summary>
internal sealed class PurposeTable
{
    private static readonly Field s_type = FieldRegistry.Models["type"];

    private readonly FrozenDictionary<string, PurposeMask> _words;
    private readonly FrozenDictionary<string, PurposeMask>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly ImmutableArray<(string Pattern, PurposeMask Mask)> _starred;

    private PurposeTable(ImmutableArray<Purpose> purposes)
    {
        Purposes = purposes;
        var patterns = purposes
            .SelectMany((purpose, i) => purpose.Terms.Select(term => (term, new PurposeMask(1UL << i, 0))).Concat(purpose.Unless.Select(term => (term, new PurposeMask(0, 1UL << i)))))
            .GroupBy(pair => pair.term, pair => pair.Item2, StringComparer.Ordinal)
            .Select(group => (Pattern: group.Key, Mask: group.Aggregate((a, b) => a.With(b))))
            .ToList();
        _words = patterns.Where(pair => !pair.Pattern.Contains('*', StringComparison.Ordinal)).ToFrozenDictionary(pair => pair.Pattern, pair => pair.Mask, StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _starred = [.. patterns.Where(pair => pair.Pattern.Contains('*', StringComparison.Ordinal))];
    }

    public static PurposeTable Standard { get; } = Read(Data.Lines("purposes.txt"));

    public ImmutableArray<Purpose> Purposes { get; }

    public static PurposeTable Read(IEnumerable<string> lines) => new(
    [
        .. from line in lines
           let parts = line.Split(':', 2, StringSplitOptions.TrimEntries)
           let words = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select new Purpose(
               parts[0],
               [.. words.Where(word => word[0] != '-' && !word.StartsWith("type=", StringComparison.Ordinal))],
               [.. words.Where(word => word[0] == '-').Select(word => word[1..])],
               [.. words.Where(word => word.StartsWith("type=", StringComparison.Ordinal)).Select(word => word[5..])]),
    ]);

    /// <summary>What one term of a name tells.</summary>
    public PurposeMask Of(ReadOnlySpan<char> term)
    {
        _lookup.TryGetValue(term, out var mask);
        foreach (var (pattern, told) in _starred)
        {
            mask = Purpose.Fits(pattern, term) ? mask.With(told) : mask;
        }

        return mask;
    }

    /// <summary>What a model's type tells.</summary>
    public PurposeMask OfType(Model model)
    {
        var told = 0UL;
        if (model.Values.TryGet(s_type, out var type) && type.IsText)
        {
            for (var i = 0; i < Purposes.Length; i++)
            {
                told |= Purposes[i].Types.Contains(type.AsText(), StringComparer.OrdinalIgnoreCase) ? 1UL << i : 0;
            }
        }

        return new(told, 0);
    }

    /// <summary>What a model is made for, in the table's order; none where its names tell nothing.</summary>
    public ImmutableArray<string> Of(Model model)
    {
        var mask = OfType(model);
        foreach (var term in ModelTerms.OfNames(model))
        {
            mask = mask.With(Of(term));
        }

        return Names(mask);
    }

    public ImmutableArray<string> Names(PurposeMask mask)
    {
        var names = ImmutableArray<string>.Empty;
        for (var rest = mask.Told & ~mask.Not; rest != 0; rest &= rest - 1)
        {
            names = names.Add(Purposes[System.Numerics.BitOperations.TrailingZeroCount(rest)].Name);
        }

        return names;
    }
}

/// <summary>One bit for each purpose of a table.</summary>
/// <param name="Told">Those that are told.</param>
/// <param name="Not">Those that it is not made for, whatever else tells it.</param>
internal readonly record struct PurposeMask(ulong Told, ulong Not)
{
    public PurposeMask With(PurposeMask other) => new(Told | other.Told, Not | other.Not);
}

/// <param name="Terms">Patterns of terms that tell it.</param>
/// <param name="Unless">Patterns of terms that tell another.</param>
/// <param name="Types">Values of the field <c>type</c> that say it.</param>
internal sealed record Purpose(string Name, ImmutableArray<string> Terms, ImmutableArray<string> Unless, ImmutableArray<string> Types)
{
    /// <summary>A star at either end stands for any letters.</summary>
    public static bool Fits(string pattern, ReadOnlySpan<char> term) =>
        pattern[0] == '*' ? term.EndsWith(pattern.AsSpan(1), StringComparison.Ordinal)
        : pattern[^1] == '*' ? term.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : term.SequenceEqual(pattern);
}
