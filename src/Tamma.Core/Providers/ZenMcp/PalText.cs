using System.Globalization;
using System.Text.RegularExpressions;

namespace Tamma.Providers.ZenMcp;

/// <summary>
/// The markdown of <c>listmodels</c> (zen-mcp-server 9.4.1 and pal-mcp-server 9.8.2 write the same): five forms of rows under a heading
/// for each provider. A row of no known form makes the whole text unreadable, since a list without it would say that it is gone.
/// </summary>
internal static partial class PalText
{
    private const string Title = "# Available AI Models";
    private const string Summary = "## Summary";
    private const string WritesCode = "Supports structured code generation";
    private const int LongestText = 500;

    private enum Under
    {
        Nothing,
        Models,
        Aliases,
    }

    /// <exception cref="ProviderException">It is not that text, or not all of it.</exception>
    public static PalList Read(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0).ToArray();
        if (lines is not [Title, ..])
        {
            throw Required.Malformed($"the tool's text does not begin with '{Title}'; is it the tool that lists models?");
        }

        var end = Array.IndexOf(lines, Summary);
        if (end < 0)
        {
            throw Required.Malformed($"the tool's text ends before its '{Summary}', so it may not be whole");
        }

        var reader = new Reader();
        for (var line = 1; line < end; line++)
        {
            reader.Line(lines[line], line + 1);
        }

        return reader.Sections is []
            ? throw Required.Malformed("the tool's text names no provider")
            : new([.. reader.Sections]) { Notes = reader.Notes, IsShortened = reader.IsShortened };
    }

    private sealed class Reader
    {
        private Under _under;
        private string? _vendor;
        private PalRow? _row;

        public List<PalSection> Sections { get; } = [];

        public int Notes { get; private set; }

        public bool IsShortened { get; private set; }

        public void Line(string line, int number)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                Begin(Section().Match(line) is { Success: true } section ? section : throw Unknown("heading", number));
            }
            else if (line.Length == 0 || Sections is not [.., var current])
            {
                // Above the first heading stands nothing.
            }
            else if (Fact().Match(line) is { Success: true } fact)
            {
                current.Facts.TryAdd(fact.Groups["name"].Value.ToLowerInvariant(), Short(fact.Groups["text"].Value));
            }
            else if (!current.IsConfigured)
            {
                // Under ❌ stands how to configure it.
            }
            else if (line.StartsWith("- `", StringComparison.Ordinal))
            {
                Item(line, current, number);
            }
            else if (Detail().Match(line) is { Success: true } detail)
            {
                Describe(detail.Groups["text"].Value, number);
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                (_under, _vendor, _row) = (heading.Groups["name"].Value is "Aliases" ? Under.Aliases : Under.Models, null, null);
            }
            else if (Vendor().Match(line) is { Success: true } vendor)
            {
                (_vendor, _row) = (vendor.Groups["name"].Value, null);
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal) && !line.StartsWith("- *", StringComparison.Ordinal))
            {
                throw Unknown("row", number);
            }
            else
            {
                Notes++;
                IsShortened |= More().IsMatch(line);
            }
        }

        private void Begin(Match section)
        {
            Sections.Add(new(Short(section.Groups["name"].Value), section.Groups["state"].Value == "✅"));
            (_under, _vendor, _row) = (Under.Nothing, null, null);
        }

        private void Item(string line, PalSection section, int number)
        {
            if (Row().Match(line) is not { Success: true } match || _under is Under.Nothing)
            {
                throw Unknown("row", number);
            }

            var (name, target) = (Id(match, "id")!, Id(match, "target"));
            var isPlain = match.Groups["rest"].Length == 0;
            _row = null;
            if (_under is Under.Aliases)
            {
                section.Aliases.Add(target is not null && isPlain ? (name, target) : throw Unknown("alias", number));
                return;
            }

            _row = new PalRow(target ?? name)
            {
                Alias = target is null || target == name ? null : name,
                Context = KnownContext(match.Groups["context"].Value),
                Score = match.Groups["score"] is { Success: true } score ? int.Parse(score.ValueSpan, CultureInfo.InvariantCulture) : null,
                Thinking = match.Groups["thinking"].Success,
                Vendor = _vendor,
                Refusal = match.Groups["refusal"] is { Success: true } refusal ? refusal.Value : null,
            };
            section.Rows.Add(_row);
        }

        private void Describe(string detail, int number)
        {
            var row = _row ?? throw Unknown("line", number);
            if (ContextLine().Match(detail) is { Success: true } context)
            {
                row.Context ??= KnownContext(context.Groups["size"].Value);
            }
            else if (detail == WritesCode)
            {
                row.WritesCode = true;
            }
            else
            {
                row.Description.Add(Short(detail));
            }
        }

        private static string? Id(Match match, string group) => match.Groups[group] is { Success: true } id ? Required.Id(id.Value) : null;

        private static string? KnownContext(string context) => context is "" or "?" or "unknown" ? null : context;

        private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText];

        private static ProviderException Unknown(string what, int number) =>
            Required.Malformed(string.Create(CultureInfo.InvariantCulture, $"line {number} of the tool's text is a {what} of no form that we know"));
    }

    [GeneratedRegex("^## (?<name>.+?) (?<state>✅|❌)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Section();

    [GeneratedRegex(
        """
        ^-\ `(?<id>[^`]+)`(?:\ →\ `(?<target>[^`]+)`)?
        (?<rest>
            \ -\ (?<context>[0-9]+[MK]?|unknown)\ context
          | \ \((?<context>[0-9]+[MK]?|unknown|\?)\ context\)
          | \ \(score\ (?<score>[0-9]{1,6})(?:,\ (?<context>[0-9]+[MK]?|unknown|\?)\ context)?(?:,\ (?<thinking>thinking))?\)
          | \ \*\((?<refusal>[^()*]{1,200})\)\*
        )?$
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s+- (?<text>.+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Detail();

    [GeneratedRegex("^(?<size>[0-9]+[MK]?|unknown|\\?) context$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ContextLine();

    [GeneratedRegex(@"^\*\*(?<name>Status|Endpoint|Description)\*\*: (?<text>.+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Fact();

    [GeneratedRegex(@"^\*\*(?<name>[^*]+)\*\*:$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\*(?<name>[^*]+):\*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Vendor();

    [GeneratedRegex(@"\band [0-9]+ more\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex More();
}
