using Tamma.Benchmarks.Samples;

namespace Tamma.Benchmarks.Reports;

/// <summary>
/// What came out within the window, by the time at which it came, of all requests: those that began before it and those that it cut. Never of whole requests
/// only, which would leave out what is under way at both ends.
/// </summary>
public sealed record Throughput
{
    /// <summary>Whole good answers that ended in the window.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Tokens as the server counted, each request's spread evenly over its pieces; null where a request that answered was not counted, or none was whole.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Of good answers that ended in the window.</summary>
    public double? InputTokensPerSecond { get; init; }

    public double CharactersPerSecond { get; init; }

    /// <summary>The best second of the window, by tokens.</summary>
    public double? PeakOutputTokensPerSecond { get; init; }

    public static Throughput Of(IReadOnlyCollection<(Sample Sample, SampleFigures Figures)> all, Window window)
    {
        if (window.Seconds <= 0)
        {
            return new();
        }

        var ended = all.Where(pair => pair.Sample.Outcome is RequestOutcome.Ok && window.Has(pair.Sample.Done)).ToList();
        var usual = TokensPerPiece(all);
        var pieces = all.SelectMany(pair => Pieces(pair.Sample, pair.Figures, usual ?? 0)).Where(piece => window.Has(piece.At)).ToList();
        var isCounted = IsCounted(all);
        return new()
        {
            RequestsPerSecond = ended.Count / window.Seconds,
            OutputTokensPerSecond = isCounted ? pieces.Sum(piece => piece.Tokens) / window.Seconds : null,
            InputTokensPerSecond = ended.Any(pair => pair.Figures.Usage?.Input is null) ? null : ended.Sum(pair => pair.Figures.Usage!.Input!.Value) / window.Seconds,
            CharactersPerSecond = pieces.Sum(piece => piece.Characters) / window.Seconds,
            PeakOutputTokensPerSecond = isCounted && window.Seconds >= 1
                ? pieces.GroupBy(piece => (piece.At - window.From) / 1_000_000_000).Select(second => second.Sum(piece => piece.Tokens)).DefaultIfEmpty().Max()
                : null,
        };
    }

    /// <summary>Whether the server counted the tokens of each good answer, and of one at least.</summary>
    internal static bool IsCounted(IReadOnlyCollection<(Sample Sample, SampleFigures Figures)> all) =>
        TokensPerPiece(all) is not null && all.All(pair => pair.Figures.Chunks == 0 || pair.Figures.Usage?.Output is not null || pair.Sample.Outcome is not RequestOutcome.Ok);

    /// <summary>Of whole good answers; null where none was counted.</summary>
    internal static double? TokensPerPiece(IEnumerable<(Sample Sample, SampleFigures Figures)> all)
    {
        var whole = all.Where(pair => pair.Sample.Outcome is RequestOutcome.Ok && pair.Figures is { Usage.Output: not null, Chunks: > 0 }).Select(pair => pair.Figures).ToList();
        return whole.Count > 0 ? (double)whole.Sum(figures => figures.Usage!.Output!.Value) / whole.Sum(figures => figures.Chunks) : null;
    }

    /// <summary>What a cut answer counted until then is not all of it (Anthropic begins with 1): its pieces have as many tokens as those of whole answers.</summary>
    internal static IEnumerable<(long At, double Tokens, int Characters)> Pieces(Sample sample, SampleFigures figures, double usual)
    {
        var share = sample.Outcome is RequestOutcome.Ok && figures.Usage?.Output is { } output && figures.Chunks > 0 ? (double)output / figures.Chunks : usual;
        return sample.Pieces.Select(piece => (piece.At, share, piece.Characters));
    }
}
