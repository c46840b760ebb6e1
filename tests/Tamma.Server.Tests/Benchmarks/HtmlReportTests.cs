using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Documents;
using Xunit;

namespace Tamma.Server.Tests.Benchmarks;

public sealed class HtmlReportTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&\u0000\u001b[31m\ud800";

    public static TheoryData<string> Pages => ["run", "sweep", "hostile", "empty", "cut", "open"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_well_formed_and_loads_nothing(string name)
    {
        var html = Page(name);

        var page = Read(html);
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(
            page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "data" or "action" or "srcset" or "background" or "poster"),
            attribute => Assert.Equal("data:,", attribute.Value));
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_plot_says_what_it_shows(string name) =>
        Assert.All(Read(Page(name)).Descendants("svg").Where(svg => svg.Attribute("aria-hidden") is null), svg =>
        {
            Assert.Equal("img", (string?)svg.Attribute("role"));
            Assert.NotEmpty(svg.Element("title")!.Value);
            Assert.NotEmpty(svg.Element("desc")!.Value);
        });

    [Fact]
    public void A_foreign_name_stays_text() =>
        Assert.Equal("<script>alert(1)</script>\"'&\uFFFD\uFFFD[31m\uFFFD", Read(Page("hostile")).Descendants("h1").Single().Value);

    [Fact]
    public void Any_name_gives_a_page_that_can_be_read() =>
        Gen.String.Sample(name => Read(HtmlReport.Of(Reports.Of(model: name))), iter: 200);

    [Fact]
    public void The_verdict_comes_before_any_figure_and_a_quantile_of_too_few_is_no_number()
    {
        var text = string.Concat(Read(HtmlReport.Of(Reports.Of(verdict: "over_saturated"))).Descendants("body").Single().DescendantNodes().OfType<XText>().Select(part => part.Value + " "));

        Assert.True(text.IndexOf("Over-saturated", StringComparison.Ordinal) < text.IndexOf("42", StringComparison.Ordinal));
        Assert.Contains("needs 662, has 97", text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8000/v1 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_is_broken_past_the_last_quantile_that_the_samples_support()
    {
        var first = Read(HtmlReport.Of(Reports.Of())).Descendants("figure").First();

        Assert.Single(first.Descendants("svg").First().Descendants("path"), path => (string?)path.Attribute("class") is "s1 dash");
        Assert.Contains(first.Descendants("p").Single().Descendants("span"), span => span.Value is "too few samples to tell");
    }

    [Fact]
    public void The_knee_is_marked()
    {
        var page = Read(Page("sweep"));

        Assert.Contains(page.Descendants("text"), text => text.Value is "knee");
        Assert.Equal("8 (knee)", page.Descendants("tr").Single(row => (string?)row.Attribute("class") is "knee").Element("th")!.Value);
        Assert.Equal(4, page.Descendants("details").Count(level => (string?)level.Attribute("class") is "level"));
    }

    /// <summary>Labels of an axis in a width of 416: none touches the next.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void No_two_labels_of_an_axis_overlap(string name) =>
        Assert.All(Read(Page(name)).Descendants("svg").Where(svg => svg.Attribute("role") is not null), svg =>
        {
            var ticks = svg.Elements("text").Where(text => (string?)text.Attribute("text-anchor") is "middle" && text.Value.Length < 8 && (string?)text.Attribute("y") is "236")
                .Select(text => (X: (double)text.Attribute("x")!, Half: text.Value.Length * 3.4))
                .OrderBy(tick => tick.X).ToList();
            Assert.NotEmpty(ticks);
            Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(pair.First.X + pair.First.Half <= pair.Second.X - pair.Second.Half, svg.Element("title")!.Value));
        });

    [Fact]
    public async Task A_plot_is_drawn_as_it_was()
    {
        var charts = Read(Page("sweep")).Descendants("figure").First();

        await Snapshot.MatchAsync("tests/Tamma.Server.Tests/Benchmarks/throughput.svg", charts.Element("svg")!.ToString() + "\n");
    }

    private static string Page(string name) => name switch
    {
        "run" => HtmlReport.Of(Reports.Of()),
        "hostile" => HtmlReport.Of(Reports.Of(model: Hostile) with { Reasons = [Hostile], Protocol = Hostile, ServedModels = [Hostile] }),
        "empty" => HtmlReport.Of(Reports.Of(verdict: "invalid") with { Distribution = null, Timeline = [], Asked = null, Metrics = Nothing(), InFlightMean = null, InFlightMax = null, Throughput = new(), Requests = new() }),
        "cut" => HtmlReport.Of(Reports.Of() with { CutShort = true, Timeline = [.. Reports.Of().Timeline.Select(slice => slice with { OutputTokens = null, TtftMedian = null })] }),
        "open" => HtmlReport.Of(Reports.Of() with { Load = new() { Rate = 2.5 }, Asked = Reports.Of().Asked! with { Objectives = new() { Ttft = 100 } }, GoodputPerSecond = 2, GoodputShare = 0.8 }),
        _ => HtmlReport.Of(Reports.Sweep(Reports.Of(4), Reports.Of(8), Scaled(16, 2), Scaled(32, 4))),
    };

    private static LoadReportResponse Scaled(int streams, double by) =>
        Reports.Of(streams, "over_saturated") is var report ? report with { Metrics = report.Metrics with { E2e = report.Metrics.E2e with { Mean = 252 * by } } } : null!;

    private static LoadMetricsResponse Nothing()
    {
        var none = new MetricResponse { Count = 0 };
        return new() { Ttfb = none, Ttft = none, Ttfo = none, Tpot = none, Icl = none, E2e = none, User = none, DispatchDelay = none, SendDelay = none };
    }

    private static XDocument Read(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XDocument.Load(reader);
    }
}
