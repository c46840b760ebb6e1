using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenCode;

/// <summary>A real server's answer of 225 providers, read by the adapter and, independently, by walks over the plain document.</summary>
public sealed class RealOpenCodeTests
{
    private const string File = "opencode-provider.json.gz";

    [Fact]
    public async Task Every_model_of_the_real_answer_is_there_with_its_exact_numbers()
    {
        var bytes = Corpus.Read(File);
        var listing = await new CannedServer().Answers(bytes).CompleteAsync(Connections.OpenCode(ListingScope.All));
        var claims = listing.Claims.ToDictionary(claim => claim.Key);
        using var plain = JsonDocument.Parse(bytes);
        var connected = plain.RootElement.GetProperty("connected").EnumerateArray().Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal);

        var (models, providers) = (0, 0);
        foreach (var provider in plain.RootElement.GetProperty("all").EnumerateArray())
        {
            var id = provider.GetProperty("id").GetString()!;
            Assert.Equal(provider.GetProperty("name").GetString(), claims[ModelKey.ForProvider(id)].Value("name")?.AsText());
            providers++;
            foreach (var model in provider.GetProperty("models").EnumerateObject())
            {
                var isOffer = connected.Contains(id);
                var claim = claims[isOffer ? new("opencode-server", $"{id}/{model.Name}") : new(id, model.Name)];
                Assert.Equal(isOffer ? ClaimKind.Offer : ClaimKind.Reference, claim.Kind);
                Assert.Equal($"{id}/{model.Name}", claim.SourceRef);
                RequireNumbers(model.Value, claim);
                models++;
            }
        }

        Assert.Equal((225, 8_218), (providers, models));
        Assert.Equal(providers + models + 1, listing.Claims.Length); // and the row of opencode-server itself
        Assert.Empty(listing.UnknownFields);
        Assert.Equal(bytes.Length, listing.Bytes);
    }

    [Fact]
    public async Task The_rules_are_applied_as_often_as_the_answer_needs_them()
    {
        var bytes = Corpus.Read(File);
        var listing = await new CannedServer().Answers(bytes).CompleteAsync(Connections.OpenCode(ListingScope.All));
        var (limits, prices, caches) = (0, 0, 0);
        foreach (var model in JsonNode.Parse(bytes)!["all"]!.AsArray().SelectMany(provider => provider!["models"]!.AsObject()).Select(pair => pair.Value!))
        {
            limits += model["limit"]!.AsObject().Count(pair => pair.Value!.GetValue<decimal>() == 0);
            foreach (var cost in (JsonNode?[])[model["cost"], model["cost"]!["experimentalOver200K"], .. model["cost"]!["tiers"]?.AsArray() ?? []])
            {
                if (cost is null)
                {
                    continue;
                }

                var free = cost["input"]!.GetValue<decimal>() == 0 && cost["output"]!.GetValue<decimal>() == 0;
                prices += free ? 1 : 0;
                caches += free ? 0 : cost["cache"]!.AsObject().Count(pair => pair.Value!.GetValue<decimal>() == 0);
            }
        }

        Assert.Equal(
            new Dictionary<string, int>(StringComparer.Ordinal) { ["zero_limit_is_unknown"] = limits, ["zero_price_is_unknown"] = prices, ["zero_cache_price_is_unknown"] = caches },
            listing.Rules);
    }

    [Fact]
    public async Task The_same_answer_in_another_order_is_unchanged()
    {
        var bytes = Corpus.Read(File);
        var connection = Connections.OpenCode(ListingScope.All);
        var first = await new CannedServer().Answers(bytes).CompleteAsync(connection);

        var again = Assert.IsType<Listing.Unchanged>(await new CannedServer().Answers(bytes).ListAsync(connection, first.State));
        var shuffled = JsonNode.Parse(bytes)!;
        Shuffle(shuffled, new Random(7));
        shuffled["default"] = new JsonObject { ["new"] = "choice" };
        var other = Assert.IsType<Listing.Unchanged>(await new CannedServer().Answers(Encoding.UTF8.GetBytes(shuffled.ToJsonString())).ListAsync(connection, first.State));

        Assert.Equal(first.State, again.State);
        Assert.Equal(first.State.ContentHash, other.State.ContentHash);
        Assert.NotEqual(first.State.RawHash, other.State.RawHash);
    }

    [Fact]
    public async Task One_changed_price_among_thousands_is_a_new_listing()
    {
        var bytes = Corpus.Read(File);
        var connection = Connections.OpenCode(ListingScope.All);
        var first = await new CannedServer().Answers(bytes).CompleteAsync(connection);
        var changed = JsonNode.Parse(bytes)!;
        changed["all"]![100]!["models"]!.AsObject().First().Value!["cost"]!["output"] = 12.345m;

        Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Encoding.UTF8.GetBytes(changed.ToJsonString())).ListAsync(connection, first.State));
    }

    [Fact]
    public async Task Each_slice_is_the_models_own_text()
    {
        var listing = await new CannedServer().Answers(Corpus.Read(File)).CompleteAsync(Connections.OpenCode(ListingScope.All));
        var content = Assert.Single(listing.Documents).Content;

        foreach (var claim in listing.Claims.Where(claim => !claim.Key.IsProvider))
        {
            var slice = claim.Slice!.Value;
            using var model = JsonDocument.Parse(content.Slice(slice.Offset, slice.Length));
            Assert.Equal(claim.SourceRef, $"{model.RootElement.GetProperty("providerID")}/{model.RootElement.GetProperty("id")}");
        }
    }

    private static void RequireNumbers(JsonElement model, Claim claim)
    {
        var limit = model.GetProperty("limit");
        foreach (var name in (string[])["context", "input", "output"])
        {
            var stated = limit.TryGetProperty(name, out var value) && value.GetDecimal() != 0 ? value.GetDecimal() : (decimal?)null;
            Assert.Equal(stated, claim.Value("limit." + name)?.AsNumber());
        }

        var cost = model.GetProperty("cost");
        var (input, output) = (Exact(cost.GetProperty("input")), Exact(cost.GetProperty("output")));
        var isKnown = input != 0 || output != 0;
        Assert.Equal(isKnown ? input : null, claim.Value("cost.input")?.AsNumber());
        Assert.Equal(isKnown ? output : null, claim.Value("cost.output")?.AsNumber());
        foreach (var (theirs, ours) in (ReadOnlySpan<(string, string)>)[("read", "cost.cache_read"), ("write", "cost.cache_write")])
        {
            var cache = Exact(cost.GetProperty("cache").GetProperty(theirs));
            Assert.Equal(isKnown && cache != 0 ? cache : null, claim.Value(ours)?.AsNumber());
        }

        var flags = model.GetProperty("capabilities");
        Assert.Equal(flags.GetProperty("toolcall").GetBoolean(), claim.Value("tool_call")?.AsFlag());
        Assert.Equal(flags.GetProperty("reasoning").GetBoolean(), claim.Value("reasoning")?.AsFlag());
        Assert.Equal(
            flags.GetProperty("input").EnumerateObject().Where(flag => flag.Value.GetBoolean()).Select(flag => flag.Name).Order(StringComparer.Ordinal),
            claim.Value("modalities.input") is { } words ? words.AsWords().Order(StringComparer.Ordinal) : []);
    }

    private static decimal Exact(JsonElement number) => decimal.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Members in another order everywhere, and the providers too; lists of words keep theirs, since it means something.</summary>
    private static void Shuffle(JsonNode node, Random random)
    {
        if (node is JsonObject members)
        {
            var pairs = members.ToArray();
            members.Clear();
            random.Shuffle(pairs);
            foreach (var (name, value) in pairs)
            {
                members[name] = value;
            }

            foreach (var (name, value) in pairs)
            {
                if (value is not null && name != "variants")
                {
                    Shuffle(value, random);
                }
            }
        }
        else if (node is JsonArray list && list is [JsonObject, ..] && list[0]!["models"] is not null)
        {
            var items = list.ToArray();
            list.Clear();
            random.Shuffle(items);
            foreach (var item in items)
            {
                list.Add(item);
                Shuffle(item!, random);
            }
        }
    }
}
