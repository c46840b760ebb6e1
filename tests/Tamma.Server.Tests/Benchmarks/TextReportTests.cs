using Tamma.Client.Benchmarks.Documents;
using Xunit;

namespace Tamma.Server.Tests.Benchmarks;

public sealed class TextReportTests
{
    [Fact]
    public async Task Markdown_is_as_it_was() =>
        await Snapshot.MatchAsync("tests/Tamma.Server.Tests/Benchmarks/report.md.txt", MarkdownReport.Of(Reports.Of()));

    [Fact]
    public async Task Markdown_of_a_sweep_is_as_it_was() =>
        await Snapshot.MatchAsync("tests/Tamma.Server.Tests/Benchmarks/sweep.md.txt", MarkdownReport.Of(Reports.Sweep(Reports.Of(4), Reports.Of(8), Reports.Of(16, "over_saturated"))));

    [Fact]
    public void A_foreign_name_makes_no_link_no_cell_and_no_markup_of_markdown()
    {
        var text = MarkdownReport.Of(Reports.Of(model: "[a](http://b) | <i> `c`\n# d"));

        Assert.Contains("# \\[a\\](http://b) \\| \\<i\\> \\`c\\` \\# d", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# d", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_a_line_for_each_load_and_as_many_cells_as_names()
    {
        var lines = CsvReport.Of(Reports.Sweep(Reports.Of(4), Reports.Of(8))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        var cells = lines[2].Split(',');

        Assert.Equal(3, lines.Length);
        Assert.Equal(names.Length, cells.Length);
        Assert.Equal("8", cells[Array.IndexOf(names, "concurrency")]);
        Assert.Equal("42", cells[Array.IndexOf(names, "ttft_p50")]);
        Assert.Equal("", cells[Array.IndexOf(names, "ttft_p99")]);
        Assert.Equal("", cells[Array.IndexOf(names, "rate")]);
        Assert.Equal("http://localhost:8000/v1", cells[Array.IndexOf(names, "url")]);
    }

    [Theory]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    public void A_foreign_name_is_one_cell_and_no_formula(string model, string cell) =>
        Assert.Contains($",{cell},http://localhost", CsvReport.Of(Reports.Of(model: model)), StringComparison.Ordinal);
}
