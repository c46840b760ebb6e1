namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Color">From 1 to 4; never the only difference between two lines.</param>
/// <param name="Dots">By rising X.</param>
internal sealed record Series(string Name, int Color, IReadOnlyList<Dot> Dots)
{
    public bool IsDashed { get; init; }

    /// <summary>Filled down to the axis.</summary>
    public bool IsArea { get; init; }

    /// <summary>Dots that are seen and not only felt by the mouse.</summary>
    public bool HasDots { get; init; }

    /// <summary>Without a line between them.</summary>
    public bool IsLoose { get; init; }
}

/// <param name="X">Where on the axis.</param>
/// <param name="Y">Null breaks the line.</param>
/// <param name="Says">Shown under the mouse and read aloud.</param>
internal readonly record struct Dot(double X, double? Y, string Says)
{
    /// <summary>Written beside it, where there is room.</summary>
    public string? Label { get; init; }

    /// <summary>An interval, low and high.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>Not counted with the others.</summary>
    public bool IsHollow { get; init; }
}

/// <summary>A vertical line with its name.</summary>
internal readonly record struct Mark(double X, string Label);

/// <summary>A part of the axis with its name.</summary>
internal readonly record struct Band(double From, double To, string Label);
