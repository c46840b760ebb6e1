using System.Text.Json;
using Tamma.Client.Checking;
using Xunit;
using static Tamma.Server.Tests.Checking.Texts;

namespace Tamma.Server.Tests.Checking;

public sealed class ModelCheckerTests
{
    [Theory]
    [InlineData("openai/gpt-5-mini", "exact", "openai/gpt-5-mini", "retires", false)]
    [InlineData("OPENAI/GPT-5-mini", "exact", "openai/gpt-5-mini", "retires", false)]
    [InlineData("gpt-5-mini-2025-08-07", "alias", "openai/gpt-5-mini", "retires", false)]
    [InlineData("openai/gpt-5-mini-2025-08-07", "alias", "openai/gpt-5-mini", "retires", false)]
    [InlineData("azure/gpt-5-mini", "alias", "openai/gpt-5-mini", "retires", false)]
    [InlineData("anthropic/claude-opus-4.8", "exact", "openrouter/anthropic/claude-opus-4.8", "ok", false)]
    [InlineData("o1", "exact", "openai/o1", "retired", true)]
    [InlineData("command", "exact", "cohere/command", "gone", true)]
    [InlineData("gpt-9", "unknown", null, "unknown", false)]
    [InlineData("", "unknown", null, "unknown", false)]
    public void A_name_means_a_model_and_the_model_has_a_fate(string id, string resolution, string? key, string verdict, bool doomed)
    {
        var result = new ModelChecker(Models, Today).Check(id);

        Assert.Equal((resolution, key, verdict, doomed), (result.Resolution, result.Key, result.Verdict, result.Doomed));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(17, false)]
    [InlineData(18, true)]
    [InlineData(30, true)]
    public void An_end_dooms_when_it_is_near_enough(int within, bool doomed) =>
        Assert.Equal(doomed, new ModelChecker(Models, Today, within).Check("gpt-5-mini").Doomed);

    [Fact]
    public void An_end_that_passed_after_the_catalogue_was_written_dooms() =>
        Assert.True(new ModelChecker(Models, new(2026, 12, 11)).Check("gpt-5-mini").Doomed);

    [Fact]
    public void Missing_and_deprecated_without_a_date_warn_and_doom_nobody()
    {
        var checker = new ModelChecker(new([Known("a/missing", stage: null, missing: true), Known("a/old", stage: "deprecated")]), Today, 900);

        Assert.Equal(("missing", false), (checker.Check("missing").Verdict, checker.Check("missing").Doomed));
        Assert.Equal(("deprecated", false), (checker.Check("old").Verdict, checker.Check("old").Doomed));
    }

    [Fact]
    public void A_name_of_several_models_is_judged_when_they_fare_alike_and_else_by_nobody()
    {
        var alike = new ModelChecker(new([Known("a/x"), Known("b/x")]), Today).Check("x");
        var apart = new ModelChecker(new([Known("a/x"), Known("b/x", stage: "retired")]), Today).Check("x");

        Assert.Equal(("ambiguous", "ok"), (alike.Resolution, alike.Verdict));
        Assert.Equal(("ambiguous", "unknown", false), (apart.Resolution, apart.Verdict, apart.Doomed));
        Assert.Equal(["a/x", "b/x"], apart.Candidates);
    }

    [Fact]
    public void Of_several_the_asked_provider_comes_first_then_mine_then_what_is_still_there()
    {
        KnownModels models = new([Known("a/x", mine: false), Known("b/x", stage: "retired"), Known("c/x", stage: "gone", removed: true)]);

        Assert.Equal("a/x", new ModelChecker(models, Today, provider: "A").Check("x").Key);
        Assert.Equal("b/x", new ModelChecker(models, Today).Check("x").Key);
        Assert.Equal("b/x", new ModelChecker(models, Today, provider: "nobody").Check("x").Key);
    }

    [Fact]
    public void Sarif_says_what_is_doomed_where_and_leaves_out_what_is_fine()
    {
        var (results, _) = new ModelChecker(Models, Today).CheckText("\"o1\", \"gpt-5-mini\", \"claude-opus-4-8\"", "src/a b.py");
        using var stream = new MemoryStream();
        SarifLog.Write(stream, results.Select(result => result with { File = "./src/a b.py" }), "1.2.3");
        var log = JsonElement.Parse(stream.ToArray());

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
        Assert.Equal(
            ["error model-retired src/a%20b.py:1:2-4 openai/o1: retired 2026-10-23", "warning model-retires src/a%20b.py:1:8-18 openai/gpt-5-mini: retires 2026-12-11"],
            run.GetProperty("results").EnumerateArray().Select(result =>
            {
                Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
                var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
                var region = place.GetProperty("region");
                return $"{result.GetProperty("level")} {result.GetProperty("ruleId")} {place.GetProperty("artifactLocation").GetProperty("uri")}:{region.GetProperty("startLine")}:{region.GetProperty("startColumn")}-{region.GetProperty("endColumn")} {result.GetProperty("message").GetProperty("text")}";
            }));
    }
}
