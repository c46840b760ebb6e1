using CsCheck;
using Tamma.Client.Checking;
using Xunit;

namespace Tamma.Server.Tests.Checking;

public sealed class ModelScannerTests
{
    /// <summary>What each file uses: line, name and verdict. Prose, comments of code, object keys that are words, and other engines are none.</summary>
    [Theory]
    [InlineData("litellm.yaml", "4 azure/gpt-5-mini, 7 anthropic/claude-opus-4-8, 10 gpt-5-mini, 11 claude-opus-4-8, 14 o1")]
    [InlineData("app.py", "6 gpt-5-mini, 7 o1, 7 claude-opus-4-8, 8 gpt-unknown-7?, 9 o1")]
    [InlineData("client.ts", "1 gpt-5-mini, 2 claude-opus-4-8, 2 models/gemini-3-pro, 3 o1, 4 command, 4 o1, 5 openrouter/anthropic/claude-opus-4.8, 6 o1")]
    [InlineData("settings.json", "1 gpt-5-mini, 1 command, 2 claude-opus-4-8, 2 o1")]
    [InlineData("service.env", "1 commented-out-3?, 2 gpt-5-mini, 3 o1")]
    [InlineData("README.md", "1 gpt-5-mini, 3 gpt-5-mini, 4 o1, 5 claude-opus-4-8")]
    [InlineData("compose.yaml", "5 gpt-5-mini, 6 claude-opus-4-8, 7 o1")]
    public void A_file_uses_what_it_quotes_or_configures(string file, string expected)
    {
        var (results, _) = new ModelChecker(Texts.Models, Texts.Today).CheckText(Texts.Read(file), file);

        Assert.Equal(expected, string.Join(", ", results.Select(result => $"{result.Line} {result.Id}{(result.Verdict is "unknown" ? "?" : "")}")));
    }

    [Theory]
    [InlineData("The o1 is a model.")]
    [InlineData("model: the o1 is one")]
    [InlineData("model: o1 or gpt-5-mini")]
    [InlineData("remodel: o1")]
    [InlineData("a model o1")]
    [InlineData("\"command\": \"npm run o1\"")]
    [InlineData("http://example.com/?x=o1")]
    [InlineData("'o1")]
    [InlineData("engine: o1-engine-2")]
    public void Prose_and_other_things_are_no_models(string text) =>
        Assert.Empty(new ModelChecker(Texts.Models, Texts.Today).CheckText(text).Results);

    [Theory]
    [InlineData("model: o1", "model", 8)]
    [InlineData("  model = o1 # comment", "model", 11)]
    [InlineData("MODEL=o1", "MODEL", 7)]
    [InlineData("\"modelId\" : \"o1\"", "modelId", 14)]
    [InlineData(":model => 'o1'", "model", 12)]
    [InlineData("model_name=\"o1\"", "model_name", 13)]
    [InlineData("llm.with_model(\"o1\")", "llm.with_model", 17)]
    [InlineData("- {engine: o1, x: 1}", "engine", 12)]
    [InlineData("${SOME_MODEL:-o1}", "SOME_MODEL", 15)]
    [InlineData("run --model=o1 --fast", "--model", 13)]
    public void A_value_is_found_with_its_key_and_column(string text, string key, int column)
    {
        var result = Assert.Single(new ModelChecker(Texts.Models, Texts.Today).CheckText(text).Results);

        Assert.Equal(("o1", key, 1, column), (result.Id, result.Under, result.Line!.Value, result.Column!.Value));
    }

    [Fact]
    public void Lines_are_counted_whatever_ends_them_and_long_ones_are_told()
    {
        var (results, longLines) = new ModelChecker(Texts.Models, Texts.Today).CheckText("\r\n\n\"o1\"\r\n" + new string('"', ModelScanner.LongestLine + 1) + "\n'o1'");

        Assert.Equal([3, 5], results.Select(result => result.Line!.Value));
        Assert.Equal(1, longLines);
    }

    [Fact]
    public void Any_text_is_read_and_what_is_found_stands_where_it_is_said_to_stand()
    {
        var seeds = Directory.EnumerateFiles(Texts.Folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var found = 0;
        Gen.Select(Gen.Int[0, seeds.Length - 1].Select(index => seeds[index]), Gen.Select(Gen.Int[0, 5_000], Gen.Byte, Gen.Int[0, 40]).Array[0, 6], Gen.Int[0, 3].Select(index => new[] { null, "a.yaml", "a.py", "a.txt" }[index])).Sample(
            (seed, damages, file) =>
            {
                var bytes = damages.Aggregate(seed, (bytes, damage) => bytes.Length == 0 ? bytes : [.. bytes[..(damage.Item1 % bytes.Length)], damage.Item2, .. bytes[Math.Min(bytes.Length, (damage.Item1 % bytes.Length) + damage.Item3)..]]);
                var text = System.Text.Encoding.UTF8.GetString(bytes);
                var lines = text.Split('\n');
                foreach (var mention in ModelScanner.Scan(text, file).Mentions)
                {
                    Assert.Equal(mention.Text, lines[mention.Line - 1].Substring(mention.Column - 1, mention.Text.Length));
                    Interlocked.Increment(ref found);
                }
            },
            iter: 5_000);
        Assert.True(found > 5_000, "Hardly anything was found, so this proves little.");
    }

    /// <summary>A megabyte of what is worst for each part must not take longer than a moment; quadratic work would take hours.</summary>
    [Theory]
    [InlineData("\"")]
    [InlineData("'\"`")]
    [InlineData("model:")]
    [InlineData("model: ")]
    [InlineData("model=a ")]
    [InlineData("model: - ")]
    [InlineData("\\\"a")]
    [InlineData("a-")]
    [InlineData(" ")]
    [InlineData("\"a\": ")]
    public void The_worst_text_is_read_in_linear_time(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, ModelScanner.LongestLine / piece.Length));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        ModelScanner.Scan(string.Join('\n', Enumerable.Repeat(line, 10)));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
