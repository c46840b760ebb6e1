using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Core.Tests.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>An index that follows from the one before is the index that reading all gives.</summary>
public sealed class SuccessionTests
{
    private static readonly string[] s_ids = ["gpt-5.4", "gpt-5.4-mini", "claude-opus-4-8", "claude-opus-4-8-20260301", "llama-3.3-70b", "qwen/qwen3-coder-32b", "text-embedding-9", "flux-pro", "o3"];
    private static readonly string[] s_providers = ["openai", "anthropic", "openrouter", "azure", "zeta"];

    private static readonly string[] s_queries =
        ["gpt 5.4", "claud opus", "llama 70b on openrouter", "cheap tools 200k context", "embedding", "o", "open weights coder", "", "zeta cloud qwen", "opus released this year"];

    private static readonly ImmutableArray<FilterField> s_facets =
        [.. new[] { "provider", "lab", "family", "limit.context", "cost.input", "tool_call", "status", "modalities.input", "canonical", "release_date" }.Select(name => ModelFields.Of(name).Filter)];

    private static readonly Gen<Step> s_step = Gen.Select(
        Gen.OneOf(s_providers), Gen.OneOf(s_ids), Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 99], (provider, id, what, value, more) => new Step(provider, id, what, value, more));

    [Fact]
    public void Whatever_changes_the_next_index_is_the_one_that_reading_all_gives() => s_step.Array[1, 6].Array[1, 8].Sample(commits =>
    {
        var snapshot = Start();
        var index = Warm(SearchIndex.Build(snapshot));
        foreach (var commit in commits)
        {
            snapshot = snapshot.With([.. commit.Select(step => step.Row(snapshot)).GroupBy(row => row.Key).Select(group => group.Last())], snapshot.Head.Position + 1, Any.Now);
            var next = index.Next(snapshot, index.Identities.Later(snapshot) ?? index.Identities);
            Assert.NotNull(next);
            AssertSame(SearchIndex.Build(snapshot, next.Identities, index.At), next);

            index = Assert.IsType<SearchIndex>(next.Next(snapshot, IdentityGraph.Build(snapshot)));
            AssertSame(SearchIndex.Build(snapshot, index.At), index);
        }
    }, iter: 150);

    [Fact]
    public void A_graph_that_is_carried_on_is_the_one_that_building_gives() => s_step.Array[1, 3].Sample(commit =>
    {
        var before = Start();
        var graph = IdentityGraph.Build(before);
        var after = before.With([.. commit.Select(step => step.Row(before)).GroupBy(row => row.Key).Select(group => group.Last())], 2, Any.Now);
        if (graph.Later(after) is { } later)
        {
            // A graph is kept with its snapshot, so another of the same rows is built.
            var built = IdentityGraph.Build(before.With([.. after.Models.Concat(after.Canonical.Models)], 2, Any.Now));
            Assert.Same(after, later.Snapshot);
            Assert.Equal(built.Models.Select(Shown), later.Models.Select(Shown));
            Assert.All(after.Models, row => Assert.Equal(Shown(built.Of(row.Key)), Shown(later.Of(row.Key))));
        }
    });

    [Fact]
    public void A_price_carries_the_graph_on_and_a_name_does_not()
    {
        var before = Start();
        var graph = IdentityGraph.Build(before);
        var row = before.Find(new("openrouter", "openai/gpt-5.4"))!;
        Assert.NotNull(graph.Later(before.With([With(row, "cost.input", FieldValue.Number(9))], 2, Any.Now)));
        Assert.Null(graph.Later(before.With([With(row, "name", FieldValue.Text("Somebody Else"))], 2, Any.Now)));
        Assert.Null(graph.Later(before.With([row with { Availability = Availability.Removed }], 2, Any.Now)));

        // What is said of a model whoever serves it is shown with its canonical model.
        Assert.Null(graph.Later(before.With([With(before.Canonical.Models[0], "cost.input", FieldValue.Number(9))], 2, Any.Now)));
    }

    [Fact]
    public void Nobody_who_was_there_is_left()
    {
        var index = Warm(SearchIndex.Build(SearchWorld.With("a/falcon-1 cost.input=1", "a/falcon-2 tool_call").Snapshot()));
        foreach (var others in new[] { SearchWorld.With("b/heron cost.input=2 limit.context=1000", "c/owl", "d/owl"), SearchWorld.With("a/hawk"), SearchWorld.With() })
        {
            var snapshot = others.Snapshot();
            index = Assert.IsType<SearchIndex>(index.Next(snapshot, IdentityGraph.Build(snapshot)));
            AssertSame(SearchIndex.Build(snapshot, index.At), index);
        }
    }

    [Fact]
    public void Too_much_at_once_is_read_whole()
    {
        var snapshot = SearchWorld.With([.. Enumerable.Range(0, 400).Select(i => $"openai/model-{i} cost.input=1")]).Snapshot();
        var index = SearchIndex.Build(snapshot);
        Assert.NotNull(index.Next(Changed(80), index.Identities));
        Assert.Null(index.Next(Changed(200), index.Identities));

        CatalogSnapshot Changed(int count) => snapshot.With([.. snapshot.Models.Take(count).Select(row => With(row, "cost.input", FieldValue.Number(2)))], 2, Any.Now);
    }

    [Fact]
    public void Other_connections_are_read_whole()
    {
        var snapshot = SearchWorld.With("openai/gpt-5").Snapshot();
        var index = SearchIndex.Build(snapshot);
        Assert.Null(index.Next(snapshot.WithConnections([new("openai", "openai", false)]), index.Identities));
        Assert.NotNull(index.Next(snapshot.WithConnections([]), index.Identities));
    }

    [Fact]
    public void Real_listings_that_change_come_and_go_are_found_as_if_all_had_been_read()
    {
        Corpus.Require("models-dev.json");
        var random = new Random(5_276);
        var snapshot = JudgedSnapshot.Read(_ => true);
        var index = Warm(SearchIndex.Build(snapshot));
        for (var round = 0; round < 4; round++)
        {
            var rows = snapshot.Models.ToArray();
            Model[] changed =
            [
                .. Enumerable.Range(0, 20).Select(_ => rows[random.Next(rows.Length)]).DistinctBy(row => row.Key).Select(row => With(row, "cost.input", FieldValue.Number(random.Next(100)))),
                .. Enumerable.Range(0, 5).Select(i => rows[random.Next(rows.Length)] is var row ? row with { Key = new(row.Key.Provider, $"{row.Key.Id}-new{round}{i}") } : row),
                .. Enumerable.Range(0, 3).Select(_ => rows[random.Next(rows.Length)] with { Availability = Availability.Removed }),
            ];
            snapshot = snapshot.With([.. changed.GroupBy(row => row.Key).Select(group => group.Last())], snapshot.Head.Position + 1, snapshot.At);
            index = index.Next(snapshot, index.Identities)!;
            AssertSame(SearchIndex.Build(snapshot, index.Identities, index.At), index);
        }

        index = index.Next(snapshot, IdentityGraph.Build(snapshot))!;
        AssertSame(SearchIndex.Build(snapshot, index.At), index);
    }

    private static SearchIndex Warm(SearchIndex index)
    {
        foreach (var facet in s_facets)
        {
            index.Coded.Of(facet);
        }

        return index;
    }

    private static void AssertSame(SearchIndex expected, SearchIndex actual)
    {
        IndexEquality.Assert(expected.Data, actual.Data);
        foreach (var facet in s_facets)
        {
            var (made, followed) = (expected.Coded.Of(facet), actual.Coded.Of(facet));
            Assert.Equal(made.Values.ToArray(), followed.Values.ToArray());
            Assert.Equal(made.Codes.ToArray(), followed.Codes.ToArray());
        }

        foreach (var query in s_queries)
        {
            foreach (var collapse in new[] { false, true })
            {
                var request = new SearchRequest(query) { Scope = ModelScope.All, Today = SearchWorld.Today, Facets = s_facets, Collapse = collapse, CountLeftOut = true, Explain = true };
                Assert.Equal(Told(Searcher.Search(expected, request)), Told(Searcher.Search(actual, request)));
            }
        }
    }

    private static string Told(SearchHits hits) => string.Join(
        '\n',
        [
            $"{hits.Total} {hits.KnownElsewhere} {hits.Beside}",
            .. hits.Rows.Select(row => $"{row.Model.Key} {row.Score} {row.Group} {string.Join(',', row.Missed)} {string.Join(',', row.MissedWords)}"),
            .. hits.Facets.Select(facet => $"{facet.Field} {facet.Unknown} {string.Join(',', facet.Values)}"),
            .. hits.LeftOut.Select(one => one.ToString()),
        ]);

    private static string Shown(CanonicalModel model) =>
        $"{model.Id} {model.Name} {string.Join(',', model.Listings.Select(Shown))} {string.Join(',', model.StatedNames)} {string.Join(',', model.Weights)} {string.Join(',', model.Edges)}";

    private static string Shown(ListingEdge? edge) => edge is null ? "" : $"{edge.Listing}>{edge.Model.Id} {edge.Kind} {string.Join(',', edge.Variants)} {string.Join(',', edge.Why)}";

    private static CatalogSnapshot Start() => SearchWorld.With(
        "openai/gpt-5.4 name=GPT-5.4 cost.input=1 cost.output=4 tool_call limit.context=400000 release_date=2026-03-05",
        "openai/o3 name=o3 status=deprecated",
        "anthropic/claude-opus-4-8 name=Claude_Opus_4.8 family=claude-opus modalities.input=text,image",
        "openrouter/openai/gpt-5.4 cost.input=1 canonical_id=openai/gpt-5.4-20260305",
        "openrouter/qwen/qwen3-coder-32b open_weights aliases=coder,qwen-best",
        "azure/gpt-5.4 tags=fast notes=our_own",
        "canonical/openai/gpt-5.4 name=GPT-5.4").Snapshot();

    private static Model With(Model row, string path, FieldValue value)
    {
        var values = new FieldSet.Builder().AddRange(row.Values).Set(FieldRegistry.Models[path], value).Build();
        return row with { Values = values, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), values.Count)] };
    }

    /// <summary>One row of a commit.</summary>
    internal sealed record Step(string Provider, string Id, int What, int Value, int More)
    {
        public Model Row(CatalogSnapshot snapshot)
        {
            var key = new ModelKey(Provider, Id);
            var row = snapshot.Find(key) ?? new Model { Key = key, Availability = Availability.Listed, Values = FieldSet.Empty, Origins = [] };
            return What switch
            {
                0 => With(row, "cost.input", FieldValue.Number(Value)),
                1 => With(With(row, "limit.context", FieldValue.Number(Value * 100_000)), "tool_call", FieldValue.Flag(More % 2 == 0)),
                2 => With(row, "name", FieldValue.Text($"Model {More}")),
                3 => With(row, "release_date", FieldValue.Text($"2026-0{Value + 1}-01")),
                4 => row with { Availability = (Availability)(Value % 3) },
                5 => With(row, "aliases", FieldValue.Words([$"alias-{Value}", $"other-{More}"])),
                6 => With(row, "family", FieldValue.Text(Value < 3 ? "Claude-Opus" : "gpt")),
                7 => With(row, "modalities.output", FieldValue.Words(Value < 3 ? ["image"] : ["text", "audio"])),
                8 => new() { Key = ModelKey.ForProvider(Provider), Availability = Availability.Listed, Values = new FieldSet.Builder().Set(FieldRegistry.Providers["name"], FieldValue.Text($"{Provider} cloud {Value}")).Build(), Origins = [new(0, 0, 50, false)] },
                _ => new() { Key = new(ModelKey.Canonical, $"openai/{Id.Replace('/', '-')}"), Availability = Availability.Listed, Values = new FieldSet.Builder().Set(FieldRegistry.Models["name"], FieldValue.Text($"Said {Value}")).Build(), Origins = [new(0, 0, 50, false)] },
            };
        }
    }
}
