using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Server.Compat;
using Tamma.Tests.Shared;
using Xunit;

namespace Tamma.Server.Tests.Compat;

public sealed class ModelsDevShapeTests
{
    [Fact]
    public void What_our_own_reader_of_models_dev_reads_back_is_what_was_there()
    {
        var path = Corpus.Find("models-dev.json");
        Assert.SkipWhen(path is null, "The corpus has no models-dev.json here.");
        var claims = Shapes.ReadModelsDev(File.ReadAllBytes(path!));

        var document = Shapes.Write(ModelsDevShape.Providers, Shapes.Snapshot(claims.Select(claim => (claim.Key, claim.Values))));
        var again = Shapes.ReadModelsDev(document.Body).ToDictionary(claim => claim.Key, claim => claim.Values);

        var unsayable = claims.Where(claim => !claim.Key.IsProvider && !ModelsDevModel.CanSay(claim.Values)).Select(claim => claim.Key).ToHashSet();
        Assert.Equal(unsayable.Count, document.LeftOut);
        Assert.InRange(unsayable.Count, 1, 200);
        foreach (var claim in claims.Where(claim => !unsayable.Contains(claim.Key)))
        {
            Assert.True(again.Remove(claim.Key, out var values), $"{claim.Key} is not there.");
            Assert.Equal(Text(claim.Values), Text(values));
        }

        Assert.Empty(again);
    }

    [Fact]
    public void A_model_is_left_out_and_counted_where_a_limit_is_unknown()
    {
        var document = Shapes.Write(ModelsDevShape.Providers, Shapes.Snapshot(
        [
            (new("acme", "both"), Shapes.Fields(("limit.context", 1000), ("limit.output", 10))),
            (new("acme", "none"), FieldSet.Empty),
            (new("acme", "one"), Shapes.Fields(("limit.context", 1000), ("name", "One"))),
            (new("other", "none"), FieldSet.Empty),
        ]));

        Assert.Equal("""{"acme":{"id":"acme","name":"acme","models":{"both":{"id":"both","name":"both","limit":{"context":1000,"output":10}}}}}""", Shapes.Json(document).GetRawText());
        Assert.Equal(3, document.LeftOut);
    }

    [Fact]
    public void A_value_that_the_shape_has_no_word_for_is_absent_there()
    {
        var model = One(("limit.context", 1000), ("limit.output", 10), ("status", "active"), ("modalities.input", new[] { "text", "smell" }), ("cost.input", 3m), ("interleaved", false));

        Assert.Equal("""{"id":"one","name":"one","modalities":{"input":["text"]},"limit":{"context":1000,"output":10}}""", model.GetRawText());
    }

    [Fact]
    public void What_is_retired_is_deprecated_there() =>
        Assert.Equal("deprecated", One(("limit.context", 1000), ("limit.output", 10), ("status", "retired")).GetProperty("status").GetString());

    [Fact]
    public void A_free_model_costs_nothing_and_one_of_unknown_price_has_no_cost()
    {
        Assert.Equal("""{"input":0,"output":0}""", One(("limit.context", 1000), ("limit.output", 10), ("cost.input", 0), ("cost.output", 0)).GetProperty("cost").GetRawText());
        Assert.False(One(("limit.context", 1000), ("limit.output", 10)).TryGetProperty("cost", out _));
    }

    [Fact]
    public void Canonical_models_need_no_limit()
    {
        var rows = new[] { (new ModelKey(ModelKey.Canonical, "lab/one"), Shapes.Fields(("reasoning", true), ("benchmarks", """[{"name":"b","score":1}]"""))) };

        var document = Shapes.Write(ModelsDevShape.Models, Shapes.Snapshot(rows));

        Assert.Equal("""{"lab/one":{"id":"lab/one","name":"lab/one","reasoning":true,"benchmarks":[{"name":"b","score":1}]}}""", Shapes.Json(document).GetRawText());
        Assert.Equal("{}", Shapes.Json(Shapes.Write(ModelsDevShape.Providers, Shapes.Snapshot(rows))).GetRawText());
    }

    [Fact]
    public void Of_canonical_models_mine_are_those_that_one_of_my_models_is_known_to_be()
    {
        var snapshot = Shapes.Snapshot(
        [
            (new(ModelKey.Canonical, "anthropic/claude-opus-4-8"), Shapes.Fields(("name", "Claude Opus 4.8"))),
            (new(ModelKey.Canonical, "openai/gpt-5"), Shapes.Fields(("name", "GPT-5"))),
            (new("openai", "gpt-5"), FieldSet.Empty),
        ]);
        var mine = new Model
        {
            Key = new("openrouter", "anthropic/claude-opus-4.8"),
            Availability = Availability.Listed,
            Values = FieldSet.Empty,
            Origins = [],
            Offers = [new() { Connection = "openrouter", Access = Catalog.Access.Unverified, Terms = FieldSet.Empty }],
        };
        snapshot = snapshot.With([mine], 2, Shapes.Now).WithConnections([new("openrouter", "openrouter", Simulated: false)]);

        var document = CompatDocument.Write(json => ModelsDevShape.Models.Write(json, snapshot, ModelScope.Mine));

        Assert.Equal("anthropic/claude-opus-4-8", Assert.Single(Shapes.Json(document).EnumerateObject()).Name);
    }

    private static JsonElement One(params ReadOnlySpan<(string Field, object Value)> values) =>
        Shapes.Json(Shapes.Write(ModelsDevShape.Providers, Shapes.Snapshot(Shapes.Fields(values)))).GetProperty("acme").GetProperty("models").GetProperty("one");

    private static string Text(FieldSet values) => string.Join('\n', values.Select(pair => $"{pair.Key}={pair.Value}"));
}
