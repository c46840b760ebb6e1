using System.Collections.Immutable;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Samples;

/// <summary>
/// What follows from one sample, in milliseconds. Null is undefined, never zero. The definitions are those of docs/benchmarks.md; where today's tools disagree
/// it says why these.
/// </summary>
public sealed record SampleFigures
{
    /// <summary>Time to first byte of the body.</summary>
    public double? Ttfb { get; init; }

    /// <summary>Time to first token: the first text that is not empty, of the answer, of its reasoning or of a tool's arguments. No role, no usage, no comment.</summary>
    public double? Ttft { get; init; }

    /// <summary>Time to first output: the same without reasoning.</summary>
    public double? Ttfo { get; init; }

    /// <summary>Time per output token after the first ones.</summary>
    public double? Tpot { get; init; }

    /// <summary>From the start to the last token; of an answer that is no stream, to its end.</summary>
    public double? E2e { get; init; }

    /// <summary>The same from the scheduled time: what a user waits whose request comes when it comes.</summary>
    public double? User { get; init; }

    /// <summary>How late we began.</summary>
    public double? DispatchDelay { get; init; }

    /// <summary>How long we took to send: large where the client is the limit.</summary>
    public double? SendDelay { get; init; }

    /// <summary>From the last token to the end of the body: usage, moderation, the closing.</summary>
    public double? Tail { get; init; }

    /// <summary>Gaps between tokens that came in different reads. Gaps within a read are no latencies.</summary>
    public ImmutableArray<double> Gaps { get; init; } = [];

    /// <summary>As the server counted; null where it did not.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>Pieces of text that came.</summary>
    public int Chunks { get; init; }

    /// <summary>Those that came in the same read as the one before.</summary>
    public int Coalesced { get; init; }

    /// <summary>Of the answer, its reasoning and its tools' arguments.</summary>
    public int Characters { get; init; }

    /// <summary>The model that the answer named.</summary>
    public string? ServedModel { get; init; }

    public static SampleFigures Of(Sample sample)
    {
        var tokens = TokenTimes.Of(sample);
        var last = sample.IsStream ? tokens.Last : sample.LastByte;
        return new()
        {
            Ttfb = Since(sample.Started, sample.FirstByte),
            Ttft = sample.IsStream ? Since(sample.Started, tokens.First) : null,
            Ttfo = sample.IsStream ? Since(sample.Started, tokens.FirstOutput) : null,
            Tpot = sample.IsStream ? tokens.PerToken(sample.Usage) : null,
            E2e = Since(sample.Started, last),
            User = sample.Scheduled is { } scheduled ? Since(scheduled, last) : null,
            DispatchDelay = sample.Scheduled is { } planned ? Since(planned, sample.Started) : null,
            SendDelay = Since(sample.Started, sample.Sent),
            Tail = last is { } at ? Since(at, sample.Done) : null,
            Gaps = sample.IsStream ? tokens.Gaps : [],
            Usage = sample.Usage,
            Chunks = tokens.Count,
            Coalesced = tokens.Count - tokens.Groups,
            Characters = sample.Pieces.Sum(piece => piece.Characters),
            ServedModel = sample.ServedModel,
        };
    }

    internal static double? Since(long from, long? to) => to is { } end ? (end - from) / 1e6 : null;
}
