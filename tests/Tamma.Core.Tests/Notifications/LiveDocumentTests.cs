using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Xunit;

namespace Tamma.Core.Tests.Notifications;

/// <summary>docs/live.md says what is so.</summary>
public sealed class LiveDocumentTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository(), "docs", "live.md"));

    [Theory]
    [InlineData("live.md")]
    [InlineData("filters.md")]
    public void Every_example_is_a_filter_of_events(string document)
    {
        var examples = Block(File.ReadAllText(Path.Combine(Repository(), "docs", document))).ToList();
        Assert.True(examples.Count >= 3);
        Assert.All(examples, example => Assert.True(EventFilter.Parse(example).Error is null, $"{example}: {EventFilter.Parse(example).Error?.Message}"));
    }

    [Fact]
    public void Every_field_of_events_is_in_it() => Assert.All(
        EventFields.Own,
        field => Assert.Contains($"| `{field.Filter.Name}` | {field.Filter.Type.ToString().ToLowerInvariant()} | {field.Filter.Meaning}", s_text, StringComparison.Ordinal));

    [Fact]
    public void So_is_how_far_a_reader_may_be_behind() => Assert.Contains($"| {new LiveOptions().Held:N0} |", s_text, StringComparison.Ordinal);

    private static IEnumerable<string> Block(string text)
    {
        var isIn = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isIn = line == "```filter-changes";
            }
            else if (isIn)
            {
                yield return line;
            }
        }
    }

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
