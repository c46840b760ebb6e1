using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Projections;

/// <summary>
/// Unknown never becomes zero, false, empty or null on its way out, and a known zero or false is never lost: models with generated parts of
/// the registry, through discovery, the record and every answer there is. The oracle knows no projection: it knows which values went in.
/// </summary>
public sealed class UnknownEverywhereTests
{
    /// <summary>Members that are about our record or about the answer, and no value of the model; a zero or a "no" there is what we know.</summary>
    private static readonly string[] s_ours =
    [
        // Who may use it, and who else is known: our own record.
        "reference", "mine", "has_more", "lifecycle.replacement.known", "replacement.known",

        // Who says otherwise: nobody.
        "disputed", "confirmed_by", "copies", "losers",

        // What is counted or found is none of it.
        "breaking", "doomed", "findings", "alternatives", "missing", "counts.yes", "counts.no", "counts.unknown", "unknown", "satisfied",
    ];

    private static readonly Gen<(ImmutableArray<Field> Before, ImmutableArray<Field> Now)[]> s_models =
        Gen.Select(KnownValues.Part(KnownValues.Fields), KnownValues.Part(KnownValues.Fields)).Array[12];


    [Fact]
    public Task What_is_unknown_is_in_no_answer() => s_models.SampleAsync(
        async models =>
        {
            await using var server = await StartAsync(models, (known, _) => KnownValues.Something(known));
            List<string> made = [];
            foreach (var (name, answer) in await AnswersAsync(server, models.Length))
            {
                made.AddRange(Leaves.Of(answer).Where(leaf => Leaves.SaysNothing(leaf.Leaf) && !IsOurs(name, leaf.Path) && !IsNoRow(name, leaf)).Select(leaf => $"{name}: {leaf.Path} = {leaf.Leaf}"));
            }

            Assert.True(made.Count == 0, string.Join('\n', made.Distinct(StringComparer.Ordinal).Take(60)));
        },
        iter: 1,
        threads: 1);

    /// <summary>Of two models of which the same is known, the one of zeros and noes says as much as the other, and says it as zero or no.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_is_known_to_be_zero_or_false_is_in_every_answer_that_has_a_place_for_it(bool flags) => KnownValues.Part(flags ? KnownValues.Flags : KnownValues.Numbers).Array[8].SampleAsync(
        async models =>
        {
            await using var server = await StartAsync([.. models.SelectMany(known => new[] { (known, known), (known, known) })], (known, i) => KnownValues.Bounded(i % 2 == 0 ? KnownValues.Something(known) : KnownValues.Nothing(known)));
            var every = new EveryAnswer(server);
            var ofAll = await every.OfAllAsync();
            List<string> lost = [];
            var said = 0;
            for (var i = 0; i < models.Length * 2; i += 2)
            {
                var (some, none) = (Key(i), Key(i + 1));
                foreach (var (name, something, nothing) in ofAll.Select(one => (one.Name, One: Leaves.About(one.Answer, some), Other: Leaves.About(one.Answer, none)))
                    .Where(one => one.One is not null).Select(one => (one.Name, one.One!.Value, one.Other))
                    .Concat((await every.OfOneAsync(some)).Zip(await every.OfOneAsync(none), (one, other) => (one.Name, one.Answer, (JsonElement?)other.Answer))))
                {
                    var zeros = nothing is { } told ? Leaves.Of(told).Where(leaf => Leaves.SaysNothing(leaf.Leaf)).CountBy(leaf => leaf.Path).ToDictionary(StringComparer.Ordinal) : [];
                    foreach (var (path, count) in Leaves.Of(something).Where(leaf => KnownValues.IsSomething(leaf.Leaf)).CountBy(leaf => leaf.Path))
                    {
                        said += count;
                        lost.AddRange(zeros.GetValueOrDefault(path) < count && !IsSaidOtherwise(name, path, flags) ? [$"{name}: {path} {count} > {zeros.GetValueOrDefault(path)}"] : []);
                    }
                }
            }

            Assert.True(lost.Count == 0, string.Join('\n', lost.Distinct(StringComparer.Ordinal).Take(60)));
            Assert.True(said > 100, $"Only {said} leaves were compared.");
        },
        iter: 1,
        threads: 1);

    /// <summary>models.dev has no word for "no" there; that something has a price says that it can be done, and a zero does not say the contrary; the rest is no value of the model.</summary>
    private static bool IsSaidOtherwise(string name, string path, bool flags) =>
        path is "complete" or "valid" || path.Contains("alternatives[]", StringComparison.Ordinal) || path.Contains("losers[]", StringComparison.Ordinal) || path.Contains("others[]", StringComparison.Ordinal)
        || (name is "/all/api.json" && path is "interleaved")
        || (!flags && (path.StartsWith("supports_", StringComparison.Ordinal) || path.EndsWith(".supported", StringComparison.Ordinal)));

    /// <summary>An answer that is a list may have no row: nothing of what it lists is known. Where the answer is the model itself, an empty list would be a value.</summary>
    private static bool IsNoRow(string name, (string Path, JsonElement Leaf) leaf) =>
        leaf.Leaf.ValueKind is JsonValueKind.Array or JsonValueKind.Object && !leaf.Path.Contains('.', StringComparison.Ordinal)
        && !name.Contains("/models/{0}", StringComparison.Ordinal) && name is not "tamma show --json";

    private static bool IsOurs(string name, string path) =>
        Array.Exists(s_ours, ours => path == ours || path.EndsWith("." + ours, StringComparison.Ordinal))
        || (name.Contains("conflicts", StringComparison.Ordinal) && path is "data" or "counts.models" or "counts.fields" or "counts.by_field")
        || (name.Contains("canonical-models", StringComparison.Ordinal)
            && (path is "data[].variants" or "variants" or "weights" or "snapshots" or "differences" or "aliases" || path.StartsWith("pricing.", StringComparison.Ordinal)));

    private static async Task<List<(string Name, JsonElement Answer)>> AnswersAsync(RunningServer server, int models)
    {
        var every = new EveryAnswer(server);
        List<(string, JsonElement)> answers = [.. await every.OfAllAsync()];
        for (var i = 0; i < models; i++)
        {
            answers.AddRange(await every.OfOneAsync(Key(i)));
            var canonical = await every.OfCanonicalAsync(Canonical(i));
            Assert.Equal(Key(i), Assert.Single(canonical.GetProperty("listings").EnumerateArray()).GetProperty("key").GetString());
            answers.Add(("/api/v1/canonical-models/{0}", canonical));
        }

        return answers;
    }

    private static string Key(int i) => $"acme/gen-{i}";

    private static string Canonical(int i) => $"lab/gen-{i}";

    /// <summary>A server that was told of each model twice, so that there is a past; and of a canonical model for each.</summary>
    private static async Task<RunningServer> StartAsync(IReadOnlyCollection<(ImmutableArray<Field> Before, ImmutableArray<Field> Now)> models, Func<IEnumerable<Field>, int, FieldSet> values)
    {
        var stubs = new Stubs();
        stubs.Acme.Say(models.Select((model, i) => stubs.Acme.Claim(Key(i)) with { Values = values(model.Before, i) }));
        stubs.ModelsDev.Say(models.Select((model, i) => stubs.ModelsDev.Claim(Key(i)) with { Key = new(ModelKey.Canonical, Canonical(i)), Values = values(model.Now, i) }));
        var server = await RunningServer.StartAsync(stubs);
        stubs.Acme.Say(models.Select((model, i) => stubs.Acme.Claim(Key(i)) with { Values = values(model.Now, i) }));
        await server.DiscoverAsync();
        return server;
    }
}
