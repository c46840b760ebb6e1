using System.Globalization;
using Tamma.Providers;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Tamma.Sources.Baseline;

/// <summary>A YAML text that knows its name, so that a mistake in it is told with file and line.</summary>
internal sealed class BaselineText(string file)
{
    private static readonly string[] s_dates = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>Deeper than anything that is meant; the loader calls itself for each level.</summary>
    private const int Deepest = 16;

    /// <summary>A mistake quotes the text, which may be anything.</summary>
    private const int LongestMistake = 300;

    /// <exception cref="ProviderException">It is no YAML, or uses more of YAML than our files do.</exception>
    public List<YamlNode> Load(string content)
    {
        try
        {
            Survey(new Parser(new StringReader(content)));
            var yaml = new YamlStream();
            yaml.Load(new StringReader(content));
            return [.. yaml.Documents.Select(document => document.RootNode)];
        }
        catch (YamlException ex)
        {
            throw Wrong(ex.Start.Line, $"is no YAML that can be read: {ex.Message}");
        }
        catch (Exception ex) when (ex is InvalidOperationException or ArgumentException or FormatException or NullReferenceException or IndexOutOfRangeException or OverflowException)
        {
            // What the library throws at some texts that are no YAML; found by the fuzz test.
            throw Wrong(1, $"is no YAML that can be read: {ex.Message}");
        }
    }

    public ProviderException Wrong(YamlNode node, string what) => Wrong(node.Start.Line, what);

    /// <summary>Members of a mapping by name, in their order.</summary>
    public IEnumerable<(string Name, YamlNode Value)> Members(YamlNode node, string where)
    {
        foreach (var (key, value) in node is YamlMappingNode mapping ? mapping.Children : throw Wrong(node, $"'{where}' is no mapping"))
        {
            yield return (Word(key) ?? throw Wrong(key, "a key is no word"), value);
        }
    }

    public string RequireWord(YamlNode node, string what) => Word(node) ?? throw Wrong(node, $"'{what}' is no text");

    /// <summary>A date as precise as it is known: <c>2025</c>, <c>2025-09</c> or <c>2025-09-29</c>.</summary>
    public string RequireDate(YamlNode node, string what) =>
        Word(node) is { } text && DateOnly.TryParseExact(text, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text
            : throw Wrong(node, $"'{what}' is no date like 2025, 2025-09 or 2025-09-29");

    /// <summary>A scalar's text; null for what has none.</summary>
    public static string? Word(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } word } scalar && !IsNothing(scalar) ? word : null;

    public static bool IsNothing(YamlScalarNode scalar) => scalar is { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private ProviderException Wrong(long line, string what) => new(ProviderFault.Malformed, string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {(what.Length > LongestMistake ? what[..LongestMistake] + "…" : what)}"));

    /// <summary>Goes over the events without building anything: depth has an end, and a name for a node could make a small text huge.</summary>
    private void Survey(Parser parser)
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            var now = parser.Current!;
            depth += now.NestingIncrease;
            if (depth > Deepest)
            {
                throw Wrong(now.Start.Line, $"is nested deeper than {Deepest} levels");
            }

            if (now is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                throw Wrong(now.Start.Line, "anchors and aliases are not read here; write the value out");
            }
        }
    }
}
