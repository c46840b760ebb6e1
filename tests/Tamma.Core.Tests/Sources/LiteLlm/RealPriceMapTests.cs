using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Sources.LiteLlm;

/// <summary>The whole file of 2026-08-01.</summary>
public sealed class RealPriceMapTests
{
    private const string File = "litellm_model_prices.json";

    [Fact]
    public async Task Every_row_is_a_claim_and_every_member_is_accounted_for()
    {
        var listing = await ReadAsync();

        Assert.Empty(listing.UnknownFields);
        Assert.Equal(0, listing.Claims.Count(claim => claim.Key.IsProvider));
        Assert.Equal(
            "max_tokens_alone_is_kept=2 model_named_twice=19 model_named_twice_differs=20 price_looks_like_another_unit=20 ranges_that_are_no_tiers_are_kept=2 "
            + "row_without_provider_is_no_model=1 zero_limit_is_unknown=25 zero_part_price_is_none=166 zero_price_is_unknown=252",
            string.Join(' ', listing.Rules.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))));
        Assert.Equal(2_945, listing.Claims.Length);
    }

    /// <summary>Read off the file by eye.</summary>
    [Theory]
    [InlineData("anthropic/claude-sonnet-4-5-20250929", "cost.input=3 cost.output=15 cost.cache_read=0.3 cost.cache_write=3.75 cost.cache_write_1h=6 cost.web_search=0.01 limit.context=200000 limit.output=64000 prompt_cache_min_tokens=1024")]
    [InlineData("anthropic/claude-sonnet-4-5-20250929", """cost.tiers=[{"cache_read":0.6,"cache_write":7.5,"cache_write_1h":12,"input":6,"output":22.5,"tier":{"size":200000,"type":"context"}}]""")]
    [InlineData("openai/gpt-5.4", """cost.input=2.5 cost.output=15 cost.batch_input=1.25 cost.batch_output=7.5 cost.flex_input=1.25 cost.priority_output=30 cost.regional_uplift={"eu":1.1,"us":1.1}""")]
    [InlineData("openai/gpt-5", "limit.context=272000 limit.output=128000 cost.cache_read=0.125 cost.flex_cache_read=0.0625 cost.priority_input=2.5 vision=true system_messages=true")]
    [InlineData("alibaba/qwen-flash", """cost.input=0.05 cost.output=0.4 cost.tiers=[{"input":0.25,"output":2,"tier":{"size":256000,"type":"context"}}]""")]
    [InlineData("google/gemini-2.5-pro", "modalities.input=text,image,audio,video modalities.output=text cost.priority_input=1.25")]
    [InlineData("wandb/openai/gpt-oss-20b", "cost.input=5000 cost.output=20000")] // said for a million tokens where they say it for one: kept as stated, and counted
    public async Task A_few_rows_by_hand(string key, string fields)
    {
        var claimed = (await ReadAsync()).Fields(key);

        Assert.All(fields.Split(' '), field => Assert.Equal(field, $"{field.Split('=')[0]}={claimed[field.Split('=')[0]]}"));
    }

    [Fact]
    public async Task No_price_is_zero_but_one_that_is_beside_a_price()
    {
        var (input, output) = (FieldRegistry.Models["cost.input"], FieldRegistry.Models["cost.output"]);
        var prices = (await ReadAsync()).Claims.SelectMany(claim => claim.Values.Where(pair => pair.Key.Type is FieldType.Money && pair.Value.AsNumber() == 0).Select(pair => (claim, pair.Key))).ToList();

        Assert.All(prices, zero => Assert.True(zero.Key == input || zero.Key == output, $"{zero.claim.Key} {zero.Key}"));
        Assert.All(prices, zero => Assert.True((zero.Key == input ? zero.claim.Values[output] : zero.claim.Values[input])?.AsNumber() > 0, zero.claim.Key.ToString()));
    }

    /// <summary>What another reader of the same file wrote into the list of conflicts; where that reads an absent flag as a no, we know nothing.</summary>
    [Fact]
    public async Task What_the_list_of_conflicts_has_of_LiteLLM_is_what_is_claimed()
    {
        var claims = (await ReadAsync()).Claims.ToDictionary(claim => claim.Key.ToString());
        List<string> wrong = [];
        var (same, unstated) = (0, 0);
        foreach (var line in Encoding.UTF8.GetString(Corpus.Read("source-conflicts.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var row = JsonDocument.Parse(line);
            if (!row.RootElement.GetProperty("values").TryGetProperty("litellm", out var said) || said.ValueKind is JsonValueKind.Null)
            {
                continue;
            }

            var field = row.RootElement.GetProperty("field").GetString()!;
            var claimed = claims.GetValueOrDefault(row.RootElement.GetProperty("ref").GetString()!)?.Values[FieldRegistry.Models[field]];
            if (claimed is null && (said.ValueKind is JsonValueKind.False || (said.ValueKind is JsonValueKind.Number && said.GetDecimal() == 0)))
            {
                unstated++;
            }
            else if (claimed is { } value && (value.IsFlag ? said.ValueKind is JsonValueKind.True == value.AsFlag() : Math.Abs(value.AsNumber() - said.GetDecimal()) < 0.0001m))
            {
                same++;
            }
            else
            {
                wrong.Add($"{line} {claimed}");
            }
        }

        Assert.Equal("", string.Join('\n', wrong));
        Assert.Equal((461, 83), (same, unstated));
    }

    /// <summary>Of the names that are no claim each is another name, with one word before it, of one that is; and no value of the two is mixed.</summary>
    [Fact]
    public async Task A_model_that_is_named_twice_is_one_entry_and_never_a_mixture_whichever_stands_first()
    {
        using var file = JsonDocument.Parse(Corpus.Read(File));
        var entries = file.RootElement.EnumerateObject().Where(entry => entry.Name is not "sample_spec" && entry.Value.TryGetProperty("litellm_provider", out _)).ToList();
        var claims = (await ReadAsync()).Claims;
        var named = claims.ToDictionary(claim => claim.SourceRef, StringComparer.Ordinal);

        var second = entries.Where(entry => !named.ContainsKey(entry.Name)).ToList();
        Assert.Equal(39, second.Count);
        foreach (var entry in second)
        {
            var words = entry.Name.Split('/', 2);
            Assert.True(words.Length == 2 && named.ContainsKey(words[1]), entry.Name);
            Assert.True(Mode(entries.Single(one => one.Name == words[1])) == Mode(entry), $"{entry.Name} is for another purpose than {words[1]}.");
        }

        entries.Reverse();
        var turned = await ReadAsync(JsonSerializer.SerializeToUtf8Bytes(entries.ToDictionary(entry => entry.Name, entry => entry.Value)));
        Assert.Equal(claims.Length, turned.Claims.Length);
        foreach (var claim in turned.Claims)
        {
            Assert.Equal((named[claim.SourceRef].Key, named[claim.SourceRef].Values), (claim.Key, claim.Values));
        }

        // What one entry says when nobody else does is what it says beside its double.
        foreach (var entry in second.Select(entry => entries.Single(one => one.Name == entry.Name.Split('/', 2)[1])))
        {
            var alone = await ReadAsync(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [entry.Name] = entry.Value }));
            Assert.Equal(Assert.Single(alone.Claims).Values, named[entry.Name].Values);
        }

        static string? Mode(JsonProperty entry) => entry.Value.TryGetProperty("mode", out var mode) ? mode.GetString() : null;
    }

    private static async Task<Listing.Complete> ReadAsync(byte[] file) => Assert.IsType<Listing.Complete>(
        await new CannedServer().Answers(file).ListAsync(ReferenceSourceOptions.LiteLlm with { Listings = ListingScope.All }));

    private static async Task<Listing.Complete> ReadAsync() => Assert.IsType<Listing.Complete>(
        await new CannedServer().Answers(Corpus.Read(File)).ListAsync(ReferenceSourceOptions.LiteLlm with { Listings = ListingScope.All }));
}
