using System.Globalization;
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
    private static readonly Miss[] s_untold = [Miss.NotInTheLists, Miss.IdOfAnother, Miss.Nickname];

    [Fact]
    public void Real_names_are_the_models_that_people_say()
    {
        var pairs = Pairs.Read();
        var negatives = Pairs.NearNames();

        var lists = Report("lists", World.Real(), pairs, negatives);
        var registries = Report("lists and the registries of Zen and PAL, whose aliases are a part of the pairs", World.Real().WithRegistries(), pairs, negatives);
        var prices = Report("lists and LiteLLM", World.Real().WithLiteLlm(), pairs, negatives);
        var all = Report("lists, LiteLLM and registries", World.Real().WithLiteLlm().WithRegistries(), pairs, negatives);
        var bare = Report("lists, without the names that OpenRouter states", World.Real(stated: false), pairs, negatives);

        Assert.All((Figures[])[lists, registries, prices, all, bare], figures => Assert.Equal(0, figures.Joined));
        Assert.True(lists.Precision >= 0.99, $"precision {lists.Precision:F4}");
        Assert.True(registries.Precision >= 0.99, $"precision {registries.Precision:F4}");
        Assert.True(lists.Recall >= 0.93, $"recall {lists.Recall:F4}");
        Assert.True(lists.RecallOfTold >= 0.955, $"recall {lists.RecallOfTold:F4} of those that names can tell");
        Assert.True(registries.RecallInLists >= 0.955, $"recall {registries.RecallInLists:F4} of those in the lists");
        Assert.True(all.Recall >= 0.95, $"recall {all.Recall:F4} with all sources");
    }

    /// <summary>Strict: one canonical model. By line: a dated snapshot and the name without its date are one too, as the graph's edges say.</summary>
    private Figures Report(string title, World world, IReadOnlyList<Pair> pairs, IReadOnlyList<(string A, string B, bool SameName)> negatives)
    {
        var graph = world.Graph();
        output.WriteLine($"== {title}: {graph.Models.Length} models, {graph.Models.Sum(model => model.Listings.Length)} listings of them, {graph.Suggestions.Length} suggestions");
        var joined = negatives.Where(pair => !pair.SameName && Judged.Target(graph, pair.A) is { } a && a == Judged.Target(graph, pair.B)).ToArray();
        output.WriteLine($"near names {negatives.Count(pair => !pair.SameName)}, joined {joined.Length}; one name with two links {negatives.Count(pair => pair.SameName)}");
        foreach (var (a, b, _) in joined)
        {
            output.WriteLine($"  JOINED {a} = {b} = {Judged.Target(graph, a)}");
        }

        var judged = pairs.Select(pair => Judged.Of(graph, pair)).ToArray();
        foreach (var one in judged.Where(one => one.Pair.IsEven && !one.IsSame))
        {
            output.WriteLine($"  {(one.IsLine ? "LINE" : one.Cause)} {one.Pair.Kind} {one.Pair.A} = {one.Pair.B}: {one.A} / {one.B}; {Why(graph, one.Pair.A)} / {Why(graph, one.Pair.B)}");
        }

        Show("tuned", [.. judged.Where(one => one.Pair.IsEven)], joined.Length);
        return Show("held", [.. judged.Where(one => !one.Pair.IsEven)], joined.Length);
    }

    private Figures Show(string part, Judged[] judged, int joined)
    {
        foreach (var kind in judged.GroupBy(one => $"{one.Pair.Kind} ({one.Pair.Source})").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{part} {kind.Key}: {Counts([.. kind])}");
        }

        int Of(params Miss[] causes) => judged.Count(one => causes.Contains(one.Cause));
        var line = judged.Count(one => one.IsLine);
        var figures = new Figures(
            (double)line / judged.Length,
            (double)line / (judged.Length - Of(Miss.NotInTheLists)),
            (double)line / (judged.Length - Of(s_untold)),
            (double)line / (line + judged.Count(one => one.IsWrong) + joined),
            joined);
        output.WriteLine($"{part} all: {Counts(judged)}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{part} recall {figures.Recall:P2}, of those in the lists {figures.RecallInLists:P2}, of those that names can tell {figures.RecallOfTold:P2}; precision {figures.Precision:P2}, without labels on ids of others {(double)line / (line + judged.Count(one => one.IsWrong && one.Cause is not Miss.IdOfAnother) + joined):P2}"));
        return figures;
    }

    private static string Counts(Judged[] judged) => string.Create(
        CultureInfo.InvariantCulture,
        $"{judged.Length} pairs, strict {(double)judged.Count(one => one.IsSame) / judged.Length:P1}, line {judged.Count(one => one.IsLine)} {(double)judged.Count(one => one.IsLine) / judged.Length:P1}, another model {judged.Count(one => one.IsWrong)}, missed: {string.Join(", ", judged.Where(one => !one.IsLine).CountBy(one => one.Cause).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");

    private static string Why(IdentityGraph graph, string name)
    {
        var resolved = graph.Resolve(name);
        return $"{resolved.Kind} {string.Join(' ', resolved.Why)} {string.Join(' ', resolved.Candidates.Take(4))}";
    }

    /// <param name="Recall">By line, over all pairs.</param>
    /// <param name="RecallInLists">Without pairs whose second name is nowhere in the lists.</param>
    /// <param name="RecallOfTold">Without nicknames and ids of something else too.</param>
    /// <param name="Precision">Edges that contradict a label, and near names joined, count against it.</param>
    private sealed record Figures(double Recall, double RecallInLists, double RecallOfTold, double Precision, int Joined);
}
