using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Xunit;
using static Tamma.Core.Tests.Catalog.Conflicts.FieldVerdictTests;

namespace Tamma.Core.Tests.Catalog.Conflicts;

public sealed class LikeWithLikeTests
{
    [Fact]
    public void The_others_input_limit_is_no_context()
    {
        var verdict = Of("limit.context", Says("models_dev", ("limit.context", 400_000), ("limit.input", 272_000), ("limit.output", 128_000)), Says("litellm", ("limit.context", 272_000)));

        Assert.Equal((DifferenceKind.InputLimit, "litellm's number is the input limit that models_dev states"), Only(verdict));
    }

    [Fact]
    public void Context_without_the_room_for_the_answer_is_no_context()
    {
        var byOther = Of("limit.context", Says("models_dev", ("limit.context", 204_800), ("limit.output", 131_072)), Says("litellm", ("limit.context", 73_728)));
        var byItself = Of("limit.context", Says("models_dev", ("limit.context", 400_000)), Says("litellm", ("limit.context", 272_000), ("limit.output", 128_000)));

        Assert.Equal((DifferenceKind.ContextMinusOutput, "litellm's number is the context without the output that models_dev states"), Only(byOther));
        Assert.Equal((DifferenceKind.ContextMinusOutput, "litellm's number is the context without the output of its own"), Only(byItself));
    }

    [Fact]
    public void A_third_source_may_show_what_a_number_is()
    {
        var verdict = Of(
            "limit.context",
            Says("connection:one", ("limit.context", 400_000)) with { Kind = Tamma.Catalog.ClaimKind.Offer },
            Says("models_dev", ("limit.context", 400_000), ("limit.input", 300_000)),
            Says("litellm", ("limit.context", 300_000)));

        Assert.Equal("litellm's number is the input limit that models_dev states", verdict.Others.Single(other => other.Source.Name is "litellm").Reason);
    }

    [Fact]
    public void An_output_that_repeats_the_context_is_no_limit_of_its_own() =>
        Assert.Equal(
            (DifferenceKind.WholeContext, "litellm's number is the whole context of its own, and no limit apart"),
            Only(Of("limit.output", Says("models_dev", ("limit.output", 16_384)), Says("litellm", ("limit.context", 128_000), ("limit.output", 128_000)))));

    [Fact]
    public void The_last_token_and_their_number_are_one_limit() =>
        Assert.Equal(DifferenceKind.Bound, Only(Of("limit.output", Says("models_dev", ("limit.output", 65_536)), Says("litellm", ("limit.output", 65_535)))).Kind);

    [Fact]
    public void Two_windows_are_a_conflict_also_where_they_may_be_one_in_two_units()
    {
        Assert.Equal(
            (DifferenceKind.Conflict, "for limit models_dev ranks above litellm; perhaps one number in units of 1,000 and of 1,024"),
            Only(Of("limit.context", Says("models_dev", ("limit.context", 131_072), ("limit.output", 8_192)), Says("litellm", ("limit.context", 128_000)))));
        Assert.Equal(
            (DifferenceKind.Conflict, "for limit models_dev ranks above litellm"),
            Only(Of("limit.context", Says("models_dev", ("limit.context", 200_000), ("limit.output", 8_192)), Says("litellm", ("limit.context", 128_000)))));
    }

    [Fact]
    public void The_price_of_long_context_is_another_price()
    {
        var verdict = Of("cost.input", Says("models_dev", ("cost.input", 1.25m), ("cost.context_over_200k.input", 2.5m)), Says("litellm", ("cost.input", 2.5m)));

        Assert.Equal((DifferenceKind.OtherPrice, "litellm's number is the cost.context_over_200k.input that models_dev states"), Only(verdict));
    }

    [Fact]
    public void A_price_of_the_other_side_shows_nothing() =>
        Assert.Equal(DifferenceKind.Conflict, Only(Of("cost.input", Says("models_dev", ("cost.input", 0.14m), ("cost.output", 0.28m)), Says("litellm", ("cost.input", 0.28m)))).Kind);

    [Fact]
    public void A_tier_is_another_price()
    {
        using var tiers = System.Text.Json.JsonDocument.Parse("""[{"size":272000,"input":5,"output":22.5}]""");
        var stated = Says("models_dev", ("cost.input", 2.5m));
        stated = stated with { Values = new FieldSet.Builder().AddRange(stated.Values).Set(FieldRegistry.Models["cost.tiers"], FieldValue.Json(CanonicalJson.From(tiers.RootElement))).Build() };

        Assert.Equal(DifferenceKind.OtherPrice, Only(Of("cost.input", stated, Says("litellm", ("cost.input", 5m)))).Kind);
        Assert.Equal(DifferenceKind.Conflict, Only(Of("cost.input", stated, Says("litellm", ("cost.input", 22.5m)))).Kind);
    }

    [Fact]
    public void A_zero_of_who_writes_zero_for_unknown_contradicts_nothing()
    {
        Assert.Equal(DifferenceKind.ZeroForUnknown, Only(Of("cost.input", Says("models_dev", ("cost.input", 3)), Says("litellm", ("cost.input", 0)))).Kind);
        Assert.Equal(DifferenceKind.Conflict, Only(Of("cost.input", Says("models_dev", ("cost.input", 0)), Says("litellm", ("cost.input", 3)))).Kind);
    }

    [Fact]
    public void A_price_below_zero_marks_one_that_varies() =>
        Assert.Equal(DifferenceKind.NoPrice, Only(Of("cost.input", Says("models_dev", ("cost.input", 3)), Says("openrouter", ("cost.input", -1_000_000)))).Kind);

    [Fact]
    public void The_noise_of_a_double_is_no_difference() =>
        Assert.Equal(DifferenceKind.Precision, Only(Of("cost.input", Says("models_dev", ("cost.input", 0.049999999999999996m)), Says("litellm", ("cost.input", 0.05m)))).Kind);

    [Theory]
    [InlineData("release_date", "2025-09", "2025-09-29", DifferenceKind.Precision)]
    [InlineData("release_date", "2025-09", "2025-10-01", DifferenceKind.Conflict)]
    [InlineData("quantization", "FP8", "fp8", DifferenceKind.Precision)]
    [InlineData("name", "Opus", "Claude Opus", DifferenceKind.OwnWords)]
    [InlineData("status", "beta", "active", DifferenceKind.Conflict)]
    public void Texts_are_compared_for_what_they_say(string field, string one, string other, DifferenceKind expected) =>
        Assert.Equal(expected, Only(Of(field, Text("models_dev", field, one), Text("litellm", field, other))).Kind);

    [Fact]
    public void Lists_are_sets()
    {
        var field = FieldRegistry.Models["modalities.input"];
        Tamma.Catalog.Claim Takes(string source, params string[] words) => Says(source) with { Values = new FieldSet.Builder().Set(field, FieldValue.Words([.. words])).Build() };

        Assert.Equal(DifferenceKind.Precision, Only(Of(field.Path, Takes("models_dev", "text", "image"), Takes("litellm", "image", "text"))).Kind);
        Assert.Equal(DifferenceKind.Conflict, Only(Of(field.Path, Takes("models_dev", "text", "image"), Takes("litellm", "text"))).Kind);
    }

    private static Tamma.Catalog.Claim Text(string source, string field, string text) =>
        Says(source) with { Values = new FieldSet.Builder().Set(FieldRegistry.Models[field], FieldValue.Text(text)).Build() };

    private static (DifferenceKind Kind, string Reason) Only(FieldVerdict verdict)
    {
        var other = Assert.Single(verdict.Others);
        return (other.Difference.Kind, other.Reason);
    }
}
