using System.Collections.Immutable;
using System.Globalization;
using Tamma.Filters;

namespace Tamma.Search.Vectors;

/// <summary>What models are for. Data: an axis can be taken out.</summary>
internal sealed record Glossary(ImmutableArray<Axis> Axes)
{
    public static Glossary Standard { get; } = new([.. Index.Data.Lines("glossary.txt").Select(Read)]);

    private static Axis Read(string line)
    {
        var sides = line.Split('=', 2);
        var head = sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var has = FilterParser.Parse(sides[1], ModelFields.Vocabulary);
        return new(head[0], float.Parse(head[1], CultureInfo.InvariantCulture), has.Expression ?? throw new FormatException($"The glossary's axis {head[0]}: {has.Error?.Message}"));
    }
}
