using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Tamma.Filters;

namespace Tamma.Search.Vectors;

/// <summary>What models are for, in words that people ask with. Data: an axis or a word can be taken out.</summary>
internal sealed class Glossary
{
    private readonly FrozenDictionary<string, ImmutableArray<int>> _axes;

    public Glossary(ImmutableArray<Axis> axes)
    {
        Axes = axes;
        _axes = axes.SelectMany((axis, number) => axis.Words.Select(word => (word, number)))
            .GroupBy(pair => pair.word, pair => pair.number, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToImmutableArray(), StringComparer.Ordinal);
    }

    public static Glossary Standard { get; } = new([.. Index.Data.Lines("glossary.txt").Select(Read)]);

    public ImmutableArray<Axis> Axes { get; }

    /// <summary>The axes that a word means; none for most words.</summary>
    public ImmutableArray<int> Of(string word) => _axes.GetValueOrDefault(word, []);

    private static Axis Read(string line)
    {
        var meaning = line.IndexOf(" = ", StringComparison.Ordinal);
        var words = line.LastIndexOf(" : ", StringComparison.Ordinal);
        var head = Split(line[..meaning]);
        var has = FilterParser.Parse(line[(meaning + 3)..words], ModelFields.Vocabulary);
        return new(head[0], float.Parse(head[1], CultureInfo.InvariantCulture), has.Expression ?? throw new FormatException($"The glossary's axis {head[0]}: {has.Error?.Message}"), [.. Split(line[(words + 3)..])]);
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
