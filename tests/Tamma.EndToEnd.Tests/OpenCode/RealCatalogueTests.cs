using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.OpenCode;

/// <summary>All that a real OpenCode server lists, against its own answer.</summary>
public sealed class RealCatalogueTests
{
    private const string Id = "opencode-server";

    private static readonly Dictionary<string, string> s_keys = new(StringComparer.Ordinal)
    {
        ["ANTHROPIC_API_KEY"] = "not-a-key-of-anthropic",
        ["GROQ_API_KEY"] = "not-a-key-of-groq",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_a_real_server_lists_is_in_the_catalogue_as_it_says_it()
    {
        await using var server = await OpenCodeServer.StartAsync(s_keys, Cancelled);
        var expected = ExpectedRows.From(await server.AnswerAsync(Cancelled), Id);
        Assert.True(expected.Rows.Count > 5_000, $"{expected} are too few to prove anything.");
        Assert.Subset(expected.Connected, new HashSet<string>(["anthropic", "groq"]));

        await using var host = await TammaHost.StartAsync(Options(server.Url));
        var first = host.Board.RunsOf(SourceId.Connection(Id)).Last!;
        Assert.Equal((RunState.Succeeded, expected.Rows.Count, expected.Rows.Count), (first.State, first.Counts.Listed, first.Counts.Added));
        Assert.Equal(expected.Rules, first.Rules);
        Assert.Empty(first.UnknownFields);
        ExpectRows(expected, host.Snapshot);
        ExpectProviders(expected, host.Snapshot);

        await ExpectNothingNewAsync(host, expected);
    }

    [Fact]
    public async Task A_real_answer_in_another_order_writes_nothing_and_makes_no_event()
    {
        await using var server = await OpenCodeServer.StartAsync(s_keys, Cancelled);
        await using var front = new ShufflingFront(await server.AnswerAsync(Cancelled));
        await using var host = await TammaHost.StartAsync(Options(front.Url));
        var record = host.Record();

        for (var run = 0; run < 2; run++)
        {
            Assert.Equal(RunState.Unchanged, (await host.RunAsync(Id)).State);
            Assert.Equal(record, host.Record());
        }

        Assert.Equal(3, front.Bodies);
    }

    [Fact]
    public async Task A_price_of_nothing_is_known_once_a_source_of_its_own_states_it()
    {
        await using var server = await OpenCodeServer.StartAsync(s_keys, Cancelled);
        var raw = JsonElement.Parse(await server.AnswerAsync(Cancelled));
        var (provider, model) = FreeOnes(raw).First();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            $$$"""{"{{{provider}}}":{"id":"{{{provider}}}","name":"P","models":{"{{{model}}}":{"id":"{{{model}}}","cost":{"input":0,"output":0} } } } }""",
            Cancelled);
        await using var host = await TammaHost.StartAsync(Options(server.Url, new TestSource.ModelsDev(new(file))));

        var row = host.Model(provider, model);
        var price = FieldRegistry.Models["cost.input"];
        Assert.Equal(FieldValue.Number(0), row.Values[price]);
        Assert.Equal(SourceId.ModelsDev, host.Snapshot.SourceOf(row.OriginOf(price)!.Value));
        Assert.Equal(SourceId.Connection(Id), host.Snapshot.SourceOf(row.OriginOf(FieldRegistry.Models["status"])!.Value));
        Assert.All(FreeOnes(raw).Skip(1).Take(50), other => Assert.Null(host.Model(other.Provider, other.Model).Values[price]));
        File.Delete(file);
    }

    private static TestOptions Options(Uri server, params IEnumerable<TestSource> more) =>
        new([new TestSource.Connection(Id, "opencode_server", server), .. more])
        {
            Clock = TimeProvider.System,
            Http = new() { RequestTimeout = TimeSpan.FromSeconds(90), Attempts = 1 },
        };

    private static IEnumerable<(string Provider, string Model)> FreeOnes(JsonElement raw)
    {
        var connected = raw.GetProperty("connected").EnumerateArray().Select(id => id.GetString()).ToHashSet();
        return from provider in raw.GetProperty("all").EnumerateArray()
               where !connected.Contains(provider.GetProperty("id").GetString())
               from model in provider.GetProperty("models").EnumerateObject()
               let cost = model.Value.GetProperty("cost")
               where cost.GetProperty("input").GetDecimal() == 0 && cost.GetProperty("output").GetDecimal() == 0
               select (provider.GetProperty("id").GetString()!, model.Name);
    }

    private static void ExpectRows(ExpectedRows expected, CatalogSnapshot snapshot)
    {
        var rows = snapshot.Models.ToDictionary(model => model.Key.ToString());
        Assert.Equal(expected.Rows.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, values) in expected.Rows)
        {
            var row = rows[key];
            var told = Told(row);
            Assert.True(values.SequenceEqual(told), $"{key}\nexpected {Line(values)}\n     got {Line(told)}");
            Assert.All(row.Origins, origin => Assert.Equal($"connection:{Id}", snapshot.SourceOf(origin).Name));
            var isOffer = key.StartsWith(Id + "/", StringComparison.Ordinal);
            Assert.Equal((isOffer ? Id : null, isOffer), (row.Offers.SingleOrDefault()?.Connection, snapshot.IsMine(row)));
            if (isOffer)
            {
                Assert.Equal(row.Values.Where(field => field.Group is FieldGroup.Limit or FieldGroup.Price), row.Offers[0].Terms);
            }
        }
    }

    private static void ExpectProviders(ExpectedRows expected, CatalogSnapshot snapshot)
    {
        var name = FieldRegistry.Providers["name"];
        foreach (var (provider, called) in expected.Providers)
        {
            Assert.Equal(called, snapshot.Provider(provider)!.Row!.Values[name]!.Value.AsText());
        }

        Assert.Equal(expected.Providers.Keys.Append(Id).Order(StringComparer.Ordinal), snapshot.Providers.Select(rows => rows.Provider));
    }

    /// <summary>Also for a process that remembers no validator, whose only help is what the answer says.</summary>
    private static async Task ExpectNothingNewAsync(TammaHost host, ExpectedRows expected)
    {
        var record = host.Record();
        var again = await host.RunAsync(Id);
        Assert.Equal((RunState.Unchanged, expected.Rows.Count), (again.State, again.Counts.Listed));
        Assert.Equal(record, host.Record());

        await host.Get<ICatalogStore>().ConfirmAsync(host.StateOf(Id) with { RawHash = null, ContentHash = null }, Cancelled);
        await host.Board.LoadAsync(Cancelled);
        Assert.Equal(RunState.Unchanged, (await host.RunAsync(Id)).State);
        Assert.Equal(record, host.Record());
    }

    private static SortedDictionary<string, string> Told(Model model)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in model.Values)
        {
            told[field.Path] = value switch
            {
                { IsWords: true } => string.Join(',', value.AsWords().Order(StringComparer.Ordinal)),
                { IsNumber: true } => value.AsNumber().ToString("0.############################", CultureInfo.InvariantCulture),
                { IsJson: true } => Tiers(JsonElement.Parse(value.AsJson().Text)),
                _ => value.ToString(),
            };
        }

        return told;
    }

    private static string Tiers(JsonElement tiers) => string.Join("; ", tiers.EnumerateArray().Select(tier =>
        string.Join(' ', tier.EnumerateObject().Where(member => member.Name != "tier").Select(member => $"{member.Name}={ExpectedRows.Number(member.Value)}"))
        + $" {tier.GetProperty("tier").GetProperty("type").GetString()}>{ExpectedRows.Number(tier.GetProperty("tier").GetProperty("size"))}"));

    private static string Line(SortedDictionary<string, string> values) => string.Join(", ", values.Select(pair => $"{pair.Key}={pair.Value}"));
}
