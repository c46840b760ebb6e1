using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Impact;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Impact;

public sealed class ImpactTests
{
    public static TheoryData<string, FieldValue?, FieldValue?, Effect, string> Changes { get; } = new()
    {
        { "limit.context", Number(200_000), Number(100_000), Effect.Breaking, "limit.context is lower: 200000 → 100000 (-50 %)." },
        { "limit.context", Number(100_000), Number(200_000), Effect.NonBreaking, "limit.context is higher: 100000 → 200000 (+100 %)." },
        { "limit.context", null, Number(200_000), Effect.Neutral, "limit.context is known: 200000." },
        { "limit.context", Number(200_000), null, Effect.Neutral, "limit.context is no longer stated; it was 200000." },
        { "cost.input", Number(3), Number(3.75m), Effect.Breaking, "cost.input costs more: 3 → 3.75 (+25 %)." },
        { "cost.input", Number(3), Number(1.5m), Effect.NonBreaking, "cost.input costs less: 3 → 1.5 (-50 %)." },
        { "cost.input", Number(0), Number(1), Effect.Breaking, "cost.input costs more: 0 → 1." },
        { "cost.discount", Number(0.5m), Number(0.2m), Effect.Breaking, "Less is taken off the list price: 0.5 → 0.2." },
        { "tool_call", FieldValue.Flag(true), FieldValue.Flag(false), Effect.Breaking, "tool_call is no longer there." },
        { "tool_call", FieldValue.Flag(false), FieldValue.Flag(true), Effect.NonBreaking, "tool_call is new." },
        { "tool_call", null, FieldValue.Flag(true), Effect.NonBreaking, "tool_call is known to be there; it was unknown." },
        { "tool_call", null, FieldValue.Flag(false), Effect.Neutral, "tool_call is known: false." },
        { "tool_call", FieldValue.Flag(true), null, Effect.Neutral, "tool_call is no longer stated; it was true." },
        { "modalities.input", Words("text", "image"), Words("text", "pdf"), Effect.Breaking, "modalities.input no longer has image." },
        { "modalities.input", Words("text"), Words("text", "image"), Effect.NonBreaking, "modalities.input has image too." },
        { "status", Text("active"), Text("deprecated"), Effect.Breaking, "Its end is announced." },
        { "shutdown_date", null, Text("2026-12"), Effect.Breaking, "It ends on 2026-12." },
        { "shutdown_date", Text("2026-12"), Text("2026-11-30"), Effect.Breaking, "It ends earlier: 2026-12 → 2026-11-30." },
        { "shutdown_date", Text("2026-11"), Text("2027"), Effect.NonBreaking, "It ends later: 2026-11 → 2027." },
        { "api.id", Text("a"), Text("b"), Effect.Breaking, "The name to send on the wire is another: a → b." },
        { "name", Text("A"), Text("B"), Effect.Neutral, "name: A → B." },
        { "offers.work", Text("callable"), Text("refused"), Effect.Breaking, "It may not be called (offers.work: callable → refused)." },
        { "offers.work", Text("unverified"), Text("callable"), Effect.NonBreaking, "It may be called (offers.work: unverified → callable)." },
        { "offers.work", null, Text("unverified"), Effect.NonBreaking, "It can be had through another connection (offers.work)." },
        { "offers.work", Text("unverified"), null, Effect.Breaking, "It can no longer be had through a connection (offers.work)." },
        { "offers.work.cost.input", Number(1), Number(2), Effect.Breaking, "offers.work.cost.input costs more: 1 → 2 (+100 %)." },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_judged_and_told(string path, FieldValue? old, FieldValue? now, Effect effect, string sentence)
    {
        var impact = ImpactOf.Change(new(path, old, now));

        Assert.Equal((effect, sentence), (impact.Effect, impact.Sentence));
    }

    [Fact]
    public void A_model_that_is_gone_is_critical()
    {
        var changes = ImpactOf.Versions(Row(Number(1)), Row(Number(1)) with { Availability = Availability.Removed });

        Assert.Equal("The model is gone.", Assert.Single(changes).Sentence);
        Assert.Equal(ImpactLevel.Critical, ImpactOf.Level(changes));
    }

    [Fact]
    public void The_level_follows_what_breaks()
    {
        Assert.Equal(ImpactLevel.None, ImpactOf.Level(ImpactOf.Versions(Row(Number(1)), Row(Number(1)))));
        Assert.Equal(ImpactLevel.Low, ImpactOf.Level(ImpactOf.Versions(Row(Number(2)), Row(Number(1)))));
        Assert.Equal(ImpactLevel.High, ImpactOf.Level(ImpactOf.Versions(Row(Number(1)), Row(Number(2)))));
    }

    [Fact]
    public void What_breaks_in_one_direction_is_told_as_the_contrary_or_as_nothing_in_the_other() =>
        Gen.Select(Any.Values, Any.Values).Sample((before, after) =>
        {
            var there = ImpactOf.Versions(Row(before), Row(after));
            var back = ImpactOf.Versions(Row(after), Row(before)).ToDictionary(impact => impact.Change.Path, StringComparer.Ordinal);

            Assert.Equal(there.Select(impact => impact.Change.Path).Order(StringComparer.Ordinal), back.Keys.Order(StringComparer.Ordinal));
            foreach (var impact in there.Where(impact => impact.Effect is Effect.Breaking && impact.Change is { Old: { IsNumber: true }, New: { IsNumber: true } }))
            {
                Assert.Equal(Effect.NonBreaking, back[impact.Change.Path].Effect);
            }

            Assert.All(there, impact => Assert.DoesNotContain('{', impact.Sentence.Replace("{\"", "", StringComparison.Ordinal)));
        });

    [Fact]
    public void A_model_that_is_loaded_or_not_is_the_same_to_its_callers() =>
        Assert.Empty(ImpactOf.Versions(Row(FieldSet.From([new(FieldRegistry.Models["loaded"], FieldValue.Flag(true))])), Row(FieldSet.Empty)));

    private static Model Row(FieldValue price) => Row(FieldSet.From([new(FieldRegistry.Models["cost.input"], price)]));

    private static Model Row(FieldSet values) => new() { Key = new("acme", "a"), Availability = Availability.Listed, Values = values, Origins = [] };

    private static FieldValue Number(decimal number) => FieldValue.Number(number);

    private static FieldValue Text(string text) => FieldValue.Text(text);

    private static FieldValue Words(params ImmutableArray<string> words) => FieldValue.Words(words);
}
