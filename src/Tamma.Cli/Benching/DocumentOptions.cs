using System.CommandLine;
using System.Text;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Documents;

namespace Tamma.Cli.Benching;

/// <summary>Files that a report is written to, beside what is printed.</summary>
internal sealed class DocumentOptions
{
    private readonly Option<string?> _html = new("--html") { Description = "Write a page with plots here: one file that needs no other.", HelpName = "file" };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write Markdown here.", HelpName = "file" };
    private readonly Option<string?> _csv = new("--csv") { Description = "Write a line for each load here.", HelpName = "file" };

    public IEnumerable<Option> All => [_html, _markdown, _csv];

    /// <summary>Before anything is asked: a run must not be lost to a folder that is not there.</summary>
    /// <exception cref="RefusedException">A file cannot be written.</exception>
    public void Check(ParseResult parsed)
    {
        foreach (var file in new[] { _html, _markdown, _csv }.Select(parsed.GetValue).OfType<string>())
        {
            if (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            {
                throw new RefusedException($"'{file}' cannot be written: its folder is not there, or it is one itself.");
            }
        }
    }

    public void Write(ParseResult parsed, LoadReportResponse report) =>
        Write(parsed, () => HtmlReport.Of(report), () => MarkdownReport.Of(report), () => CsvReport.Of(report));

    public void Write(ParseResult parsed, LoadSweepResponse sweep) =>
        Write(parsed, () => HtmlReport.Of(sweep), () => MarkdownReport.Of(sweep), () => CsvReport.Of(sweep));

    private void Write(ParseResult parsed, Func<string> html, Func<string> markdown, Func<string> csv)
    {
        foreach (var (option, text) in new[] { (_html, html), (_markdown, markdown), (_csv, csv) })
        {
            if (parsed.GetValue(option) is { } file)
            {
                Write(file, text());
            }
        }
    }

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be written: {unwritable.Message}", ExitCodes.Failed);
        }
    }
}
