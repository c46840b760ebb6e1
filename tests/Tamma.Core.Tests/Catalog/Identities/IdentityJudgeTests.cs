using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>
/// The rules against real names: known pairs, and near names whose models differ. The rules were tuned on pairs whose reference
/// hashes to an even number; the figures of the others are the ones that count. Links of listings to models are the judge's
/// and are in no row.
/// </summary>
public sealed class IdentityJudgeTests(ITestOutputHelper output)
{
    [Fact]
    public void Real_names_are_the_models_that_people_say()
    {
        var graph = World.Real().Graph();
        var bare = World.Real(stated: false).Graph();
        var pairs = Pairs.Read();
        var negatives = Pairs.NearNames();

        var all = Report("all rows", graph, pairs, negatives);
        Report("without the names that OpenRouter states", bare, pairs, negatives);

        Assert.True(all.Precision >= 0.99, $"precision {all.Precision:F4}");
        Assert.True(all.Recall >= 0.95, $"recall {all.Recall:F4}");
    }

    private (double Precision, double Recall) Report(string title, IdentityGraph graph, IReadOnlyList<Pair> pairs, IReadOnlyList<(string A, string B)> negatives)
    {
        output.WriteLine($"== {title}: {graph.Models.Length} models, {graph.Suggestions.Length} suggestions");
        var joined = negatives.Where(pair => Target(graph, pair.A) is { } a && a == Target(graph, pair.B)).ToArray();
        output.WriteLine($"negatives {negatives.Count}, joined {joined.Length}");
        foreach (var (a, b) in joined.Take(60))
        {
            output.WriteLine($"  JOINED {a} = {b} = {Target(graph, a)}");
        }

        (double, double) held = default;
        foreach (var even in (bool[])[true, false])
        {
            var half = pairs.Where(pair => pair.IsEven == even).ToArray();
            var (found, wrong, missed) = (0, 0, 0);
            foreach (var kind in half.GroupBy(pair => $"{pair.Kind} ({pair.Source})").OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var (right, other) = (0, 0);
                foreach (var pair in kind)
                {
                    var (a, b) = (Target(graph, pair.A), pair.Kind == "listing_of" ? pair.B : Target(graph, pair.B));
                    if (a is not null && string.Equals(a, b, StringComparison.OrdinalIgnoreCase))
                    {
                        right++;
                        continue;
                    }

                    other += a is not null && b is not null ? 1 : 0;
                    if (even)
                    {
                        output.WriteLine($"  {(a is not null && b is not null ? "WRONG" : "MISSED")} {pair.Kind} {pair.A} = {pair.B}: {a} / {b}; {Why(graph, pair.A)} / {Why(graph, pair.B)}");
                    }
                }

                var count = kind.Count();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(even ? "tuned" : "held ")} {kind.Key,-40} {count,5} found {right,5} ({(double)right / count:P1}) another model {other}"));
                (found, wrong, missed) = (found + right, wrong + (kind.Key.StartsWith("listing_of", StringComparison.Ordinal) ? other : 0), missed + count - right);
            }

            var (precision, recall) = ((double)found / (found + wrong + joined.Length), (double)found / (found + missed));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(even ? "tuned" : "held ")} precision {precision:F4} recall {recall:F4}"));
            held = (precision, recall);
        }

        return held;
    }

    /// <summary>A key is what its listing is; any other text is resolved. What is no canonical model is its own one listing.</summary>
    private static string? Target(IdentityGraph graph, string name)
    {
        if (ModelKey.TryParse(name, out var key) && graph.Snapshot.Find(key) is { Key.IsCanonical: false } row)
        {
            return graph.Of(row.Key)?.Model.Id ?? row.Key.ToString();
        }

        var resolved = graph.Resolve(name);
        return resolved.Model?.Id ?? (resolved.Listings is [var only] ? only.ToString() : null);
    }

    private static string Why(IdentityGraph graph, string name)
    {
        var resolved = graph.Resolve(name);
        return $"{resolved.Kind} {string.Join(' ', resolved.Why)} {string.Join(' ', resolved.Candidates.Take(4))}";
    }
}
