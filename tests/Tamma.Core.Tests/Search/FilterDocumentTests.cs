using Tamma.Filters;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>docs/filters.md says what is so.</summary>
public sealed class FilterDocumentTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository(), "docs", "filters.md"));

    [Fact]
    public void Every_example_is_a_filter()
    {
        var examples = Block("filter").Concat(Inline()).ToList();
        Assert.True(examples.Count > 40, $"{examples.Count} examples");
        Assert.All(examples, example => Assert.True(FilterParser.Parse(example, ModelFields.Vocabulary).Error is null, $"{example}: {FilterParser.Parse(example, ModelFields.Vocabulary).Error?.Message}"));
    }

    [Fact]
    public void Every_example_of_changes_is_one_of_changes_only()
    {
        var changes = new FilterVocabulary([.. ModelFields.Vocabulary.Fields, new("type", FilterType.Text, "Of an event.")]) { HasChanges = true };
        var examples = Block("filter-changes").ToList();
        Assert.True(examples.Count >= 2);
        Assert.All(examples, example => Assert.NotNull(FilterParser.Parse(example, changes).Expression));
        Assert.All(examples, example => Assert.NotNull(FilterParser.Parse(example, ModelFields.Vocabulary).Error));
    }

    /// <summary>Whoever adds a field of that name takes the alias away and nothing else.</summary>
    [Fact]
    public void Where_events_are_asked_of_type_is_the_events_and_a_printed_filter_means_the_same_as_before()
    {
        var type = new FilterField("type", FilterType.Text, "Of an event.");
        var changes = new FilterVocabulary([.. ModelFields.Vocabulary.Fields, type]);

        Assert.Same(type, changes.Find("type"));
        Assert.Equal("model_type", changes.Find("model_type")!.Name);
        Assert.Equal("model_type = chat", FilterParser.Parse("type = chat", ModelFields.Vocabulary).Expression!.ToString());
    }

    [Fact]
    public void Every_mistake_is_answered_as_it_says()
    {
        var pairs = Block("filter-errors").Chunk(2).ToList();
        Assert.True(pairs.Count >= 6);
        Assert.All(pairs, pair =>
        {
            var error = FilterParser.Parse(pair[0], ModelFields.Vocabulary).Error!;
            Assert.Equal(pair[1], $"{new string(' ', error.Position)}{new string('^', error.Length)} {error.Message}");
        });
    }

    [Fact]
    public void Every_derived_field_and_limit_is_in_it()
    {
        Assert.All(
            ModelFields.All.Where(field => field.Registered is null && field.Capability is null),
            field => Assert.Contains($"| `{field.Filter.Name}` | {field.Filter.Type.ToString().ToLowerInvariant()} | {field.Filter.Meaning}", s_text, StringComparison.Ordinal));
        var limits = FilterLimits.Standard;
        Assert.Contains($"at most {limits.Length:N0} characters, {limits.Depth} levels of \"not\" and parentheses, and {limits.Terms} conditions and values", s_text, StringComparison.Ordinal);
        Assert.Contains($"at most {FilterPattern.Longest} characters, no look-around", s_text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Block(string kind)
    {
        var isIn = false;
        foreach (var line in s_text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isIn = line == $"```{kind}";
            }
            else if (isIn)
            {
                yield return line;
            }
        }
    }

    /// <summary>The examples in the table of types.</summary>
    private static IEnumerable<string> Inline() => s_text.Split('\n')
        .Where(line => line.Split('|') is [_, " flag " or " number " or " date " or " text " or " words ", ..] && line.Split('|').Length == 5)
        .SelectMany(line => line.Split('|')[3].Split('`').Where((_, index) => index % 2 == 1))
        .Where(example => example is not "the same");

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
