using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Sources.Baseline;
using Xunit;

namespace Tamma.Core.Tests.Sources.Baseline;

/// <summary>What comes with the program: every file, every row, every value.</summary>
public sealed class BundledFactsTests
{
    private static readonly BaselineFile[] s_files = [.. BundledFacts.Files.SelectMany(file => BaselineReader.Read(file.File, file.Content.Span))];
    private static readonly BaselineRow[] s_models = [.. s_files.SelectMany(file => file.Rows).Where(row => !row.Key.IsProvider)];

    [Fact]
    public void All_nine_providers_are_there_each_in_a_file_of_its_own()
    {
        string[] nine = ["anthropic", "github-copilot", "google", "ollama", "openai", "opencode", "openrouter", "zai", "zen-mcp"];

        Assert.Empty(nine.Except(s_files.Select(file => file.Provider)));
        Assert.Equal(BundledFacts.Files.Select(file => file.File), s_files.Select(file => file.Provider + ".yaml"));
        Assert.True(s_models.Length >= 340, $"{s_models.Length} models");
        Assert.Equal(s_models.Length, s_models.Select(row => row.Key).Distinct().Count());
    }

    [Fact]
    public void Every_row_has_its_source_and_the_date_it_was_checked() => Assert.All(s_files.SelectMany(file => file.Rows), row =>
    {
        var registry = FieldRegistry.For(row.Key);
        Assert.Matches(@"^\S.* 20\d\d-\d\d-\d\d", row.Values[registry["baseline.source"]]!.Value.AsText());
        Assert.InRange(DateOnly.Parse(row.Values[registry["baseline.checked"]]!.Value.AsText(), CultureInfo.InvariantCulture), new(2025, 8, 1), new(2026, 11, 23));
        Assert.All(row.Values, pair => Assert.False(pair.Key.IsExtra || pair.Key.Path is "description"));
        Assert.Equal(row.Key.IsProvider, !FieldRegistry.Models.Fields.Contains(row.Values.Fields[0]));
    });

    [Fact]
    public void Every_value_is_plausible() => Assert.All(s_models, row =>
    {
        foreach (var (_, value) in row.Values.Where(pair => pair.Key is { Group: FieldGroup.Price, Type: FieldType.Money }))
        {
            Assert.InRange(value.AsNumber(), 0, 1_000);
        }

        foreach (var (_, value) in row.Values.Where(pair => pair.Key is { Group: FieldGroup.Limit }))
        {
            Assert.InRange(value.AsNumber(), 1, 20_000_000);
        }

        if (Number(row, "limit.context") is { } context)
        {
            Assert.True(Number(row, "limit.output") is not { } output || output <= context, row.Key.ToString());
            Assert.True(Number(row, "limit.input") is not { } input || input <= context, row.Key.ToString());
        }

        foreach (var (_, value) in row.Values.Where(pair => pair.Key.Type is FieldType.Date))
        {
            Assert.InRange(int.Parse(value.AsText()[..4], CultureInfo.InvariantCulture), 2020, 2028);
        }

        Assert.False(Number(row, "cost.cache_read") > Number(row, "cost.input"), row.Key.ToString());
    });

    /// <summary>A zero of one document may stand for "unknown" (architecture §9.5).</summary>
    [Fact]
    public void What_is_free_is_known_to_be_free() => Assert.All(
        s_models.Where(row => Number(row, "cost.input") == 0),
        row => Assert.True(
            row.Key.Id.EndsWith("-free", StringComparison.Ordinal) || row.Key.Id == "big-pickle" || row.Values[FieldRegistry.Models["baseline.source"]]!.Value.AsText().Contains(", ", StringComparison.Ordinal),
            row.Key.ToString()));

    [Fact]
    public void What_the_real_models_dev_says_is_said_here_or_left_out_where_others_differ()
    {
        using var json = JsonDocument.Parse(Corpus.Read("models-dev.json"));
        Dictionary<string, (int Same, int Other)> counts = new(StringComparer.Ordinal);
        foreach (var row in s_models)
        {
            if (!json.RootElement.TryGetProperty(row.Key.Provider, out var provider) || !provider.GetProperty("models").TryGetProperty(row.Key.Id, out var listing))
            {
                continue;
            }

            foreach (var (field, value) in row.Values)
            {
                var leaf = field.Path.Split('.').Aggregate((JsonElement?)listing, (at, name) => at is { ValueKind: JsonValueKind.Object } here && here.TryGetProperty(name, out var next) ? next : null);
                if (leaf is { } said && LeafReader.ReadValue(said, field.Type) is { } theirs)
                {
                    var (same, other) = counts.GetValueOrDefault(field.Path);
                    counts[field.Path] = theirs == value ? (same + 1, other) : (same, other + 1);
                }
            }
        }

        var (agree, differ) = (counts.Values.Sum(count => count.Same), counts.Values.Sum(count => count.Other));
        TestContext.Current.TestOutputHelper?.WriteLine($"{agree} values agree, {differ} differ: {string.Join(", ", counts.Where(count => count.Value.Other > 0).Select(count => $"{count.Key} {count.Value.Other}"))}");
        Assert.True(agree >= 2_000, $"{agree} values agree.");
        Assert.True(differ <= 20, $"{differ} values differ."); // where a dated price or the provider's own answer settles it
        Assert.Equal(0, counts["release_date"].Other + counts["modalities.output"].Other + counts["tool_call"].Other);
    }

    private static decimal? Number(BaselineRow row, string path) => row.Values[FieldRegistry.Models[path]]?.AsNumber();
}
