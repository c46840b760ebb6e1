using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Conflicts;

/// <summary>
/// The same 638 differences as our own readers find them in the three catalogues' documents: what was read is judged, and nothing is
/// put in from the list of conflicts.
/// </summary>
public sealed class ReadConflictTests(ITestOutputHelper output)
{
    private static readonly SourceTable s_sources = SourceTable.Empty.With([SourceId.ModelsDev, SourceId.LiteLlm, SourceId.OpenRouter]);
    private static readonly Field s_takes = FieldRegistry.Models["modalities.input"];
    private static readonly Field s_served = FieldRegistry.Models["limit.served_context"];

    /// <summary>docs/conflicts.md has these counts.</summary>
    private static readonly string[] s_counts =
    [
        "cost.input 119: 117 conflict, 2 unstated",
        "cost.output 123: 116 conflict, 5 different meaning, 2 unstated",
        "limit.context 154: 84 conflict, 70 different meaning",
        "limit.output 135: 62 conflict, 73 different meaning",
        "reasoning 33: 11 conflict, 22 unstated",
        "tool_call 38: 10 conflict, 28 unstated",
        "vision 36: 7 conflict, 10 the same, 19 unstated",
    ];

    [Fact]
    public async Task Every_real_difference_that_our_readers_find_is_shown_with_all_that_is_said_and_why()
    {
        var claims = (await Task.WhenAll(
            ReadAsync(ReferenceSourceOptions.ModelsDev, "models-dev.json"),
            ReadAsync(ReferenceSourceOptions.LiteLlm, "litellm_model_prices.json"),
            ReadAsync(ReferenceSourceOptions.OpenRouter with { Enabled = true }, "openrouter-models.json")))
            .SelectMany(listing => listing.Claims).ToLookup(claim => claim.Key.ToString(), StringComparer.Ordinal);
        List<(string Field, string Outcome)> outcomes = [];
        List<string> kinds = [];
        var windows = 0;
        foreach (var row in new RealClaims().Rows)
        {
            var said = claims[row.Ref].ToList();
            var verdict = FieldVerdicts.Of(FieldRegistry.Models[row.Field], said, ResolutionPolicy.Default, s_sources);
            var outcome = Outcome(row, said, verdict);
            outcomes.Add((row.Field, outcome));
            if (outcome is "conflict" or "different meaning")
            {
                windows += row.Field is "limit.context" && verdict!.Others.Any(IsWindowOfInput) ? 1 : 0;
                kinds.AddRange(verdict!.Others.Where(other => other.Verdict is Verdict.DifferentMeaning).Select(other => $"{row.Field} {other.Difference.Kind}"));
            }
        }

        foreach (var kind in kinds.CountBy(kind => kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kind.Key}: {kind.Value} statements");
        }

        Assert.Equal(s_counts, outcomes.GroupBy(one => one.Field).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Counted));
        Assert.Equal((638, 37), (outcomes.Count, windows));
    }

    /// <summary>
    /// The list of conflicts reads an absent flag as a no, LiteLLM's zero as a price and OpenRouter's -1 as another. For our readers nothing
    /// is stated then; and a model whose row lists images takes them.
    /// </summary>
    private static string Outcome(RealClaims.Row row, List<Claim> claims, FieldVerdict? verdict)
    {
        var field = FieldRegistry.Models[row.Field];
        var unstated = row.Values.Where(value => Said(claims, value.Key, field) is []).ToList();
        if (unstated.Count > 0)
        {
            Assert.All(unstated, value => Assert.True(value.Value is { IsFlag: true } ? !value.Value.AsFlag() : value.Value.AsNumber() <= 0, $"{row.Ref} {row.Field}: {value.Key} said {value.Value}, and it is lost."));
            return "unstated";
        }

        if (row.Values.Values.All(value => value.IsFlag) && row.Values.Keys.All(source => Said(claims, source, field).Contains(FieldValue.Flag(true))))
        {
            return "the same";
        }

        Assert.NotNull(verdict);
        Assert.NotEqual("", verdict.Reason);
        foreach (var (source, value) in row.Values)
        {
            Assert.True(
                Shown(verdict, Id(source)).Any(shown => Same(shown, value)),
                $"{row.Ref} {row.Field}: {source} said {value}; shown is {string.Join(", ", Shown(verdict, Id(source)))}.");
        }

        var others = verdict.Others.Where(other => other.Verdict is Verdict.Conflict or Verdict.DifferentMeaning).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, other => Assert.NotEqual("", other.Reason));
        return verdict.IsConflict ? "conflict" : "different meaning";
    }

    private static bool IsWindowOfInput(Statement other) =>
        other is { Verdict: Verdict.DifferentMeaning, Difference.Kind: DifferenceKind.InputLimit or DifferenceKind.ContextMinusOutput };

    private static string Counted(IGrouping<string, (string Field, string Outcome)> field) =>
        $"{field.Key} {field.Count()}: {string.Join(", ", field.CountBy(one => one.Outcome).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")))}";

    private static SourceId Id(string source) => source switch { "models.dev" => SourceId.ModelsDev, "litellm" => SourceId.LiteLlm, _ => SourceId.OpenRouter };

    private static List<FieldValue> Shown(FieldVerdict verdict, SourceId source) =>
    [
        .. verdict.Winner == source ? [verdict.Value] : Array.Empty<FieldValue>(),
        .. verdict.Others.Where(other => other.Source == source).Select(other => other.Value.IsWords ? FieldValue.Flag(other.Value.AsWords().Contains("image")) : other.Value),
    ];

    /// <summary>All that a source claims of a field, in whatever words.</summary>
    private static List<FieldValue> Said(List<Claim> claims, string source, Field field) =>
    [
        .. from claim in claims
           where claim.Source == Id(source)
           from value in new[] { claim.Values[field], field.Path is "vision" ? Takes(claim) : null, source is "openrouter_api.top_provider" ? claim.Values[s_served] : null }
           where value is not null
           select value.Value,
    ];

    private static FieldValue? Takes(Claim claim) => claim.Values[s_takes] is { } words ? FieldValue.Flag(words.AsWords().Contains("image")) : null;

    /// <summary>The list of conflicts has rounded some prices.</summary>
    private static bool Same(FieldValue a, FieldValue b) => a == b || (a.IsNumber && b.IsNumber && Math.Abs(a.AsNumber() - b.AsNumber()) < 0.0001m);

    private static async Task<Listing.Complete> ReadAsync(ReferenceSourceOptions options, string file) => Assert.IsType<Listing.Complete>(
        await new CannedServer().Answers(Corpus.Read(file)).ListAsync(options with { Listings = ListingScope.All }));
}
