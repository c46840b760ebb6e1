using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

public sealed class AskedReportTests
{
    private static readonly AskedSums s_sums = new(
        [(new("often"), Counts(5, 9, 10)), (new("vain"), Counts(3, 0, 20)), (new("slow"), Counts(2, 1, 90_000)), (new("rare secret"), Counts(1, 0, 5)), (AskedForm.Withheld, Counts(1, 2, 5))],
        4);

    [Theory]
    [InlineData(AskedOrder.Count, "often vain slow (withheld)")]
    [InlineData(AskedOrder.Zero, "vain")]
    [InlineData(AskedOrder.Latency, "slow vain often (withheld)")]
    public void Forms_stand_in_the_order_that_is_asked_for(AskedOrder order, string forms) =>
        Assert.Equal(forms, string.Join(' ', AskedReport.From(s_sums, 2, order, 9).Forms.Select(one => one.Form.Text)));

    [Fact]
    public void What_was_asked_too_seldom_is_in_the_sums_and_nowhere_else()
    {
        var report = AskedReport.From(s_sums, 2, AskedOrder.Count, 2);

        Assert.Equal((12, 4, 2, 4), (report.All.Asked, report.All.Empty, report.Forms.Length, report.Shown));
        Assert.Equal((1, 1, 4), (report.Rare, report.RareCounts.Asked, report.Dropped));
        Assert.Empty(report.All.Unknown);
        Assert.Contains("rare secret", AskedReport.From(s_sums, 1, AskedOrder.Count, 9).Forms.Select(one => one.Form.Text));
    }

    private static AskedCounts Counts(int asked, int total, double microseconds)
    {
        var counts = new AskedCounts();
        for (var i = 0; i < asked; i++)
        {
            counts.Add(total, false, TimeSpan.FromMicroseconds(microseconds), ["unknown"]);
        }

        return counts;
    }
}
