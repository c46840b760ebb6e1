using System.Globalization;
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

        Report("lists and LiteLLM", World.Real().WithLiteLlm().Graph(), pairs, negatives);
        Report("lists and LiteLLM and registries", World.Real().WithLiteLlm().WithRegistries().Graph(), pairs, negatives);
        var lists = Report("lists", graph, pairs, negatives);
        var all = Report("lists, and the registries of Zen and PAL, whose aliases are a part of the pairs", World.Real().WithRegistries().Graph(), pairs, negatives);
        Report("lists, without the names that OpenRouter states", bare, pairs, negatives);

        Assert.DoesNotContain(negatives, pair => !pair.SameName && Target(graph, pair.A) is { } a && a == Target(graph, pair.B));
        Assert.True(lists.Precision >= 0.99, $"precision {lists.Precision:F4}");
        Assert.True(lists.Recall >= 0.93, $"recall {lists.Recall:F4}");
        Assert.True(all.Precision >= 0.99, $"precision {all.Precision:F4}");
        Assert.True(all.Recall >= 0.95, $"recall {all.Recall:F4}");
    }

    /// <summary>Strict: one canonical model. By line: a dated snapshot and the name without its date are one too, as the graph's edges say.</summary>
    private (double Precision, double Recall) Report(string title, IdentityGraph graph, IReadOnlyList<Pair> pairs, IReadOnlyList<(string A, string B, bool SameName)> negatives)
    {
        output.WriteLine($"== {title}: {graph.Models.Length} models, {graph.Models.Sum(model => model.Listings.Length)} listings of them, {graph.Suggestions.Length} suggestions");
        var joined = negatives.Where(pair => !pair.SameName && Target(graph, pair.A) is { } a && a == Target(graph, pair.B)).ToArray();
        output.WriteLine($"near names {negatives.Count(pair => !pair.SameName)}, joined {joined.Length}; one name with two links {negatives.Count(pair => pair.SameName)}");
        foreach (var (a, b, _) in joined)
        {
            output.WriteLine($"  JOINED {a} = {b} = {Target(graph, a)}");
        }

        (double, double) held = default;
        foreach (var even in (bool[])[true, false])
        {
            var (strict, line, edges, wrong, absent, count) = (0, 0, 0, 0, 0, 0);
            foreach (var kind in pairs.Where(pair => pair.IsEven == even).GroupBy(pair => $"{pair.Kind} ({pair.Source})").OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var (same, near, other, none) = (0, 0, 0, 0);
                foreach (var pair in kind)
                {
                    var (a, b) = (Target(graph, pair.A), pair.Kind == "listing_of" ? pair.B : Target(graph, pair.B));
                    var isSame = a is not null && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
                    var isNear = isSame || (a is not null && graph.Find(a) is { } model && model.Edges.Any(edge => edge.Kind is EdgeKind.Snapshot && edge.To == b));
                    var isWrong = !isNear && a is not null && b is not null && graph.Find(a) is not null && graph.Find(b) is not null;
                    var isAbsent = pair.Kind == "alias" && graph.Resolve(pair.B).Kind is ResolutionKind.Unknown;
                    (same, near, other, none) = (same + (isSame ? 1 : 0), near + (isNear ? 1 : 0), other + (isWrong ? 1 : 0), none + (isAbsent ? 1 : 0));
                    if (!isSame && even)
                    {
                        output.WriteLine($"  {(isNear ? "LINE" : isWrong ? "WRONG" : isAbsent ? "ABSENT" : "MISSED")} {pair.Kind} {pair.A} = {pair.B}: {a} / {b}; {Why(graph, pair.A)} / {Why(graph, pair.B)}");
                    }
                }

                var all = kind.Count();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(even ? "tuned" : "held ")} {kind.Key,-40} {all,4} strict {same,4} {(double)same / all:P1} line {near,4} {(double)near / all:P1} another model {other} not in the lists {none}"));
                (strict, line, edges, wrong, absent, count) = (strict + same, line + near, edges + near + other, wrong + other, absent + none, count + all);
            }

            var (precision, recall) = ((double)line / (edges + joined.Length), (double)line / (count - absent));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(even ? "tuned" : "held ")} all {count}: strict {(double)strict / count:P2}, line {(double)line / count:P2}, of those in the lists {recall:P2}; precision {precision:P2}, on near names alone {(double)line / (line + joined.Length):P2}"));
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
