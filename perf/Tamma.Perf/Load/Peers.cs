namespace Tamma.Perf.Load;

/// <summary>
/// What others reported of such a server on such a machine, each measured once before the worker was written: first token after 200 ms, one each 20 ms, 100 tokens,
/// client and server on a core each, 4 requests a stream. vLLM is its <c>bench serve</c> (the request function of August 2026 under a driver of 40 lines); the prototype
/// is a console program of .NET 10 with connections opened first. CPU is the client's.
/// </summary>
internal static class Peers
{
    /// <summary>512 streams that start together; TTFT in ms.</summary>
    public static readonly PeerFigures[] Together512 =
    [
        new("vLLM 2025", 385.8, 476.1, 38),
        new("InferenceX", 462.2, 573.2, 45),
        new("vLLM 2026", 281.6, 387.8, 34),
        new("inference-perf", 204.5, 240.9, null),
        new("the prototype", 201.3, 212.0, 34),
    ];

    /// <summary>512 streams that start within the time of one answer, sockets completing inline: on one core, and on both.</summary>
    public static readonly PeerFigures[] Staggered512 = [new("the prototype", 200.3, 202.9, 19.0)];

    public static readonly PeerFigures[] Staggered512Both = [new("the prototype", 200.2, 201.0, 15.4)];

    public static readonly PeerFigures[] Staggered1024Both = [new("the prototype", 200.4, 205.5, 12.2)];

    public static IReadOnlyList<PeerFigures> Of(TruthCase one) => (one.Streams, one.Shape, one.OneCore) switch
    {
        (512, TruthShape.Together, true) => Together512,
        (512, TruthShape.Staggered, true) => Staggered512,
        (512, TruthShape.Staggered, false) => Staggered512Both,
        (1_024, TruthShape.Staggered, false) => Staggered1024Both,
        _ => [],
    };
}

/// <param name="Mean">Time to the first token, ms.</param>
/// <param name="P99">The same.</param>
/// <param name="Cpu">Milliseconds of processor for 1,000 pieces; null where it was not told.</param>
internal sealed record PeerFigures(string Name, double Mean, double P99, double? Cpu)
{
    /// <summary>As errors, which the table is of.</summary>
    public IEnumerable<(string Name, double Value)> Errors(double truth) =>
        new (string, double?)[] { ("error of the mean, ms", Mean - truth), ("error of the p99, ms", P99 - truth), ("processor time for 1,000 pieces, ms", Cpu) }
            .Where(figure => figure.Item2 is not null)
            .Select(figure => ($"{Name} (before, once): {figure.Item1}", figure.Item2!.Value));
}
