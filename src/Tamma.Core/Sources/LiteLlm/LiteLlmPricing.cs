using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Sources.LiteLlm;

/// <summary>
/// Prices, in dollars for one token or for one of another thing. Both base prices at zero is what LiteLLM writes where nobody knows; a zero
/// of anything else means that it is not charged apart, or not known, and neither is a price (architecture §9.5).
/// </summary>
internal static class LiteLlmPricing
{
    private const string ZeroPrice = "zero_price_is_unknown";
    private const string NotApart = "zero_part_price_is_none";
    private const string Odd = "a price for a thing that has no field";

    private static readonly (string Size, string Word)[] s_searches =
    [
        ("search_context_size_low", "low"), ("search_context_size_medium", "medium"), ("search_context_size_high", "high"),
    ];

    private static readonly (string Member, string Region)[] s_uplifts =
    [
        ("regional_processing_uplift_multiplier_eu", "eu"), ("regional_processing_uplift_multiplier_us", "us"),
    ];

    public static WireMembers Members { get; } =
    [
        Base("input_cost_per_token", "cost.input"),
        Base("output_cost_per_token", "cost.output"),
        Token("output_cost_per_reasoning_token", "cost.reasoning"),
        Token("cache_read_input_token_cost", "cost.cache_read"),
        Token("input_cost_per_token_cache_hit", "cost.cache_read"),
        Token("cache_creation_input_token_cost", "cost.cache_write"),
        Token("cache_creation_input_token_cost_above_1hr", "cost.cache_write_1h"),
        Token("input_cost_per_audio_token", "cost.input_audio"),
        Token("output_cost_per_audio_token", "cost.output_audio"),
        Token("cache_read_input_audio_token_cost", "cost.cache_read_audio"),
        Token("cache_creation_input_audio_token_cost", "cost.cache_write_audio"),
        Token("input_cost_per_image_token", "cost.input_image"),
        Token("output_cost_per_image_token", "cost.image_output"),
        Token("output_cost_per_video_token", "cost.output_video"),
        Token("citation_cost_per_token", "cost.citation"),
        Token("input_cost_per_token_batches", "cost.batch_input"),
        Token("output_cost_per_token_batches", "cost.batch_output"),
        Token("input_cost_per_token_flex", "cost.flex_input"),
        Token("output_cost_per_token_flex", "cost.flex_output"),
        Token("cache_read_input_token_cost_flex", "cost.flex_cache_read"),
        Token("cache_creation_input_token_cost_flex", "cost.flex_cache_write"),
        Token("input_cost_per_token_priority", "cost.priority_input"),
        Token("output_cost_per_token_priority", "cost.priority_output"),
        Token("cache_read_input_token_cost_priority", "cost.priority_cache_read"),
        Token("cache_creation_input_token_cost_priority", "cost.priority_cache_write"),
        Token("input_cost_per_audio_token_priority", "cost.priority_input_audio"),
        Each("input_cost_per_request", "cost.request"),
        Each("input_cost_per_query", "cost.query"),
        Each("input_cost_per_image", "cost.image"),
        Each("output_cost_per_image", "cost.output_per_image"),
        Each("input_cost_per_second", "cost.input_second"),
        Each("output_cost_per_second", "cost.output_second"),
        Each("input_cost_per_audio_per_second", "cost.input_audio_second"),
        Each("input_cost_per_video_per_second", "cost.input_video_second"),
        Each("output_cost_per_video_per_second", "cost.output_video_second"),
        Each("input_cost_per_character", "cost.input_character"),
        Each("output_cost_per_character", "cost.output_character"),
        Each("input_cost_per_pixel", "cost.input_pixel"),
        Each("output_cost_per_pixel", "cost.output_pixel"),
        Each("ocr_cost_per_page", "cost.page"),
        Each("annotation_cost_per_page", "cost.annotation_page"),
        Part("search_context_cost_per_query", ["cost.search_context", "cost.web_search"], JsonValueKind.Object),
        .. s_uplifts.Select(pair => Part(pair.Member, ["cost.regional_uplift"], JsonValueKind.Number, JsonValueKind.String)),
        Kept("ocr_cost_per_credit", "a price of credits, whose number for a page is the plan's business"),
        Kept("input_dbu_cost_per_token", "a price in units of Databricks"),
        Kept("output_dbu_cost_per_token", "a price in units of Databricks"),
        Kept("output_cost_per_second_1080p", Odd),
        Kept("input_cost_per_video_per_second_above_8s_interval", Odd),
        Kept("input_cost_per_video_per_second_above_15s_interval", Odd),
        Kept("input_cost_per_audio_per_second_above_128k_tokens", Odd),
        Kept("input_cost_per_video_per_second_above_128k_tokens", Odd),
        Kept("input_cost_per_image_above_128k_tokens", Odd),
        Kept("input_cost_per_character_above_128k_tokens", Odd),
        Kept("output_cost_per_character_above_128k_tokens", Odd),
    ];

    public static void Finish(WireRow row)
    {
        Searches(row);
        var uplifts = s_uplifts.Select(pair => (Name: pair.Region, Factor: WireValues.Decimal(Leaves.At(row.Element, pair.Member)))).Where(pair => pair.Factor is > 0).ToArray();
        if (uplifts.Length > 0)
        {
            row.Set("cost.regional_uplift", Object(uplifts.Select(pair => (pair.Name, pair.Factor!.Value))));
        }
    }

    /// <summary>One price for all sizes is the price of a search.</summary>
    private static void Searches(WireRow row)
    {
        var stated = Leaves.At(row.Element, "search_context_cost_per_query");
        if (stated.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        var prices = s_searches.Select(pair => (Name: pair.Word, Price: WireValues.Decimal(Leaves.At(stated, pair.Size)))).Where(pair => pair.Price is > 0).ToArray();
        if (prices.Length > 0)
        {
            row.Set("cost.search_context", Object(prices.Select(pair => (pair.Name, pair.Price!.Value))));
        }

        if (prices.Length == s_searches.Length && prices.All(pair => pair.Price == prices[0].Price))
        {
            row.Set("cost.web_search", FieldValue.Number(prices[0].Price!.Value));
        }
    }

    private static FieldValue Object(IEnumerable<(string Name, decimal Value)> members) => WrittenJson.Of(json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    });

    private static WireField Base(string path, string field) => Custom(path, [field], (value, member, row) =>
    {
        if (IsNothing(Leaves.At(row.Element, "input_cost_per_token")) && IsNothing(Leaves.At(row.Element, "output_cost_per_token")))
        {
            row.Draft.Apply(ZeroPrice);
        }
        else
        {
            WireValues.PricePerToken(value, member, row);
        }
    });

    private static WireField Token(string path, string field) => Apart(path, field, WireValues.PricePerToken);

    private static WireField Each(string path, string field) => Apart(path, field, WireValues.Price);

    private static WireField Apart(string path, string field, WireRead read) => Custom(path, [field], (value, member, row) =>
    {
        if (WireValues.Decimal(value) is 0)
        {
            row.Draft.Apply(NotApart);
        }
        else
        {
            read(value, member, row);
        }
    });

    private static bool IsNothing(JsonElement price) => price.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || WireValues.Decimal(price) is 0;
}
