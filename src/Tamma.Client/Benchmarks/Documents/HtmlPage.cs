namespace Tamma.Client.Benchmarks.Documents;

/// <summary>One file that needs nothing but itself: no script, no font, no picture from elsewhere, and its own policy forbids them.</summary>
internal static class HtmlPage
{
    public static string Of(string title, Html body) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"/>
        <meta name="referrer" content="no-referrer"/>
        <link rel="icon" href="data:,"/>
        <title>{title}</title>
        <style>
        {HtmlStyle.Sheet}
        </style>
        </head>
        <body>
        {body}
        <footer>
        <p>Times are in milliseconds, stamped when bytes were read; percentiles are of the raw samples by linear interpolation. “{Words.Unknown}” is undefined or not measured, and never zero.
        Below a floor of samples a percentile is not told (“needs 662, has 100”); intervals are 95 % by the ranks. Written by Tamma; docs/benchmarks.md defines each figure.</p>
        </footer>
        </body>
        </html>

        """).Text;

    /// <summary>What it is worth, before any figure.</summary>
    public static Html Verdict(string verdict, string meaning, IEnumerable<string> reasons)
    {
        var (kind, sign) = verdict switch { "valid" => ("good", "✓"), "over_saturated" => ("warn", "!"), _ => ("bad", "✕") };
        List<string> said = [.. reasons];
        return Html.Of($"""
            <section class="verdict {kind}" aria-label="Verdict"><p><strong><span aria-hidden="true">{sign}</span> {Words.Verdict(verdict)}</strong>{meaning}</p>{(said.Count > 0 ? Html.Of($"<ul>{said.Select(reason => Html.Of($"<li>{reason}</li>"))}</ul>") : Html.None)}</section>

            """);
    }

    public static Html Tile(string value, string unit, string what) =>
        Html.Of($"<div class=\"tile\"><span>{what}</span><b>{value}{(unit.Length > 0 ? Html.Of($"<small>{unit}</small>") : Html.None)}</b></div>\n");

    public static Html Pairs(IEnumerable<(string Name, string Text)> pairs) =>
        Html.Of($"<dl>\n{pairs.Select(pair => Html.Of($"<div><dt>{pair.Name}</dt><dd><bdi>{pair.Text}</bdi></dd></div>\n"))}</dl>\n");
}
