using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Conflicts;

/// <summary>638 real differences of three catalogues on 307 listings.</summary>
public sealed class RealConflictTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_real_difference_is_a_conflict_with_its_reason_or_shown_as_a_difference_of_meaning()
    {
        var real = new RealClaims();
        List<(string Field, FieldVerdict Verdict)> judged = [];
        foreach (var rows in real.Rows.GroupBy(row => row.Ref, StringComparer.Ordinal))
        {
            var claims = real.On(rows.Key);
            foreach (var row in rows)
            {
                var verdict = FieldVerdicts.Of(FieldRegistry.Models[row.Field], claims, ResolutionPolicy.Default, RealClaims.Sources);

                AssertShown(row, verdict);
                judged.Add((row.Field, verdict!));
            }
        }

        Assert.Equal(638, judged.Count);
        Assert.Equal(307, real.Rows.Select(row => row.Ref).Distinct(StringComparer.Ordinal).Count());
        Report(judged);
    }

    [Fact]
    public void A_row_is_disputed_exactly_where_a_verdict_is_a_conflict()
    {
        var real = new RealClaims();
        foreach (var reference in real.Rows.Select(row => row.Ref).Distinct(StringComparer.Ordinal))
        {
            var claims = real.On(reference);
            var model = Resolution.Resolve(claims[0].Key, claims, null, ResolutionPolicy.Default, RealClaims.Sources, Any.Now)!;

            foreach (var verdict in FieldVerdicts.Of(claims, ResolutionPolicy.Default, RealClaims.Sources))
            {
                Assert.Equal(verdict.Value, model.Values[verdict.Field]);
                Assert.Equal(verdict.IsConflict, model.OriginOf(verdict.Field)!.Value.Disputed);
            }
        }
    }

    /// <summary>Every value that the list names is there, under whoever says it; what differs has a verdict that says so, and a reason.</summary>
    private static void AssertShown(RealClaims.Row row, FieldVerdict? verdict)
    {
        Assert.NotNull(verdict);
        Assert.NotEqual("", verdict.Reason);
        foreach (var (source, value) in row.Values)
        {
            var said = source switch { "models.dev" => SourceId.ModelsDev, "litellm" => SourceId.LiteLlm, _ => SourceId.OpenRouter };
            if (source is "openrouter_api.top_provider")
            {
                Assert.True(value == verdict.Value || verdict.Others.Any(other => other.Source == said && other.Value == value));
                continue;
            }

            Assert.Equal(value, verdict.Winner == said ? verdict.Value : Assert.Single(verdict.Others, other => other.Source == said && other.SaidAs.Path is not "limit.served_context").Value);
        }

        Assert.Contains(verdict.Others, other => other.Verdict is Verdict.Conflict or Verdict.DifferentMeaning);
        foreach (var other in verdict.Others)
        {
            Assert.NotEqual("", other.Reason);
            Assert.Equal(other.Value == verdict.Value, other.Difference.Kind is DifferenceKind.None);
        }
    }

    private void Report(List<(string Field, FieldVerdict Verdict)> judged)
    {
        foreach (var field in judged.GroupBy(row => row.Field, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{field.Key}: {field.Count()} = {field.Count(row => row.Verdict.IsConflict)} conflict + {field.Count(row => !row.Verdict.IsConflict)} different meaning");
            foreach (var kind in field.SelectMany(row => row.Verdict.Others.Where(other => other.Verdict is not Verdict.Agrees).Select(other => Kind(row.Verdict, other))).GroupBy(kind => kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                output.WriteLine($"    {kind.Key}: {kind.Count()} statements");
            }
        }

        output.WriteLine($"all: {judged.Count} = {judged.Count(row => row.Verdict.IsConflict)} conflict + {judged.Count(row => !row.Verdict.IsConflict)} different meaning");
        foreach (var (field, verdict) in judged.Where((_, i) => i % 40 == 0))
        {
            output.WriteLine($"{field}: {verdict.Value} by {verdict.Winner} ({verdict.Reason}); {string.Join("; ", verdict.Others.Select(other => $"{other.Source} {other.Value}: {other.Verdict}, {other.Reason}"))}");
        }
    }

    /// <summary>What shows a meaning: a number of the same source, or one of another.</summary>
    private static string Kind(FieldVerdict verdict, Statement other)
    {
        var whose = other.Difference.OfFirst ? verdict.Winner : other.Source;
        return other.Difference.Kind + (other.Difference.By is not { } by ? "" : by == whose ? ", shown by itself" : ", shown by another");
    }
}
