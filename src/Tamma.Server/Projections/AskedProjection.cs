using Tamma.Client;
using Tamma.Search.Analytics;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>What was asked → the wire.</summary>
internal static class AskedProjection
{
    private const int Digits = 3;

    public static SearchAnalyticsResponse Report(AskedReport report, AnalyticsOptions options, DateOnly from, DateOnly to) => new()
    {
        Data = [.. report.Forms.Select(one => Form(one.Form, one.Counts))],
        All = Counts(report.All),
        Shown = report.Shown,
        Rare = report.Rare,
        RareCounts = report.Rare == 0 ? null : Counts(report.RareCounts),
        MinCount = options.MinCount,
        Dropped = report.Dropped,
        Enabled = options.Enabled,
        From = from,
        To = to,
    };

    public static SynonymProposalResponse Proposal(SynonymProposal proposal) => new()
    {
        Word = proposal.Word,
        Phrase = proposal.Phrase,
        Why = Words.Of(proposal.Why),
        Asked = proposal.Asked,
        Answered = proposal.Answered,
        Example = proposal.Example.ToString(),
        Now = proposal.Now,
        Finds = proposal.Finds,
    };

    private static AskedFormResponse Form(AskedForm form, AskedCounts counts) => new()
    {
        Form = form.ToString(),
        Text = form.IsSum ? null : NotEmpty(form.Text),
        Filter = NotEmpty(form.Filter),
        Prefer = NotEmpty(form.Prefer),
        Sort = NotEmpty(form.Sort),
        Scope = Words.Of(form.Scope),
        Unknown = counts.Unknown.IsEmpty ? null : counts.Unknown,
        Counts = Counts(counts),
    };

    private static AskedCountsResponse Counts(AskedCounts counts) => new()
    {
        Asked = counts.Asked,
        Zero = counts.Empty,
        StoodIn = counts.StoodIn,
        P50Ms = Milliseconds(counts, 0.5),
        P99Ms = Milliseconds(counts, 0.99),
        Results = new()
        {
            None = counts.Results[0],
            One = counts.Results[1],
            Few = counts.Results[2],
            Page = counts.Results[3],
            Many = counts.Results[4],
            More = counts.Results[5],
        },
    };

    private static double? Milliseconds(AskedCounts counts, double share) => Buckets.Quantile(counts.Latency, share) is { } time ? Math.Round(time.TotalMilliseconds, Digits) : null;

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;
}
