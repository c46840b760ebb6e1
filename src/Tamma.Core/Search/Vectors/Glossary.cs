using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Tamma.Filters;

namespace Tamma.Search.Vectors;

/// <summary>What models are for, and the words of questions that mean it. Data: an axis or a word can be taken out.</summary>
internal sealed class Glossary
{
    /// <summary>A shorter word has no plural.</summary>
    private const int LeastOfMany = 4;

    /// <summary>A model's axes are bits of one word.</summary>
    private const int MostAxes = 64;

    private readonly FrozenDictionary<string, ImmutableArray<int>> _words;

    private Glossary(ImmutableArray<(Axis Axis, string[] Words)> lines)
    {
        Axes = lines.Length <= MostAxes ? [.. lines.Select(line => line.Axis)] : throw new FormatException($"The glossary has more than {MostAxes} axes.");
        _words = lines.SelectMany((line, number) => line.Words.Select(word => (word, number))).GroupBy(one => one.word, one => one.number, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    public static Glossary Standard { get; } = new([.. Index.Data.Lines("glossary.txt").Select(Read)]);

    public ImmutableArray<Axis> Axes { get; }

    /// <summary>Numbers of the axes that a word means, folded; none where it means nothing here. Of many things it means what it means of one.</summary>
    public ImmutableArray<int> Of(string word) =>
        _words.TryGetValue(word, out var axes) || (word.Length > LeastOfMany && word[^1] == 's' && _words.TryGetValue(word[..^1], out axes)) ? axes : [];

    private static (Axis, string[]) Read(string line)
    {
        var words = line.LastIndexOf(" : ", StringComparison.Ordinal);
        var sides = line[..words].Split('=', 2);
        var head = sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var has = FilterParser.Parse(sides[1], ModelFields.Vocabulary);
        var axis = new Axis(head[0], float.Parse(head[1], CultureInfo.InvariantCulture), has.Expression ?? throw new FormatException($"The glossary's axis {head[0]}: {has.Error?.Message}"));
        return (axis, line[words..].Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries));
    }
}
