using System.Globalization;
using System.Text.Json;

namespace Tamma.EndToEnd.Tests.OpenCode;

/// <summary>
/// What the catalogue must hold of an answer of <c>GET /provider</c>, walked by itself: it shares no reader, registry or rule with the
/// product. A value is text; numbers are plain decimals, lists of words are sorted.
/// </summary>
internal sealed class ExpectedRows
{
    private readonly JsonElement _root;

    private ExpectedRows(JsonElement root, string connection)
    {
        _root = root;
        Connected = [.. root.GetProperty("connected").EnumerateArray().Select(id => id.GetString()!)];
        foreach (var provider in root.GetProperty("all").EnumerateArray())
        {
            var id = provider.GetProperty("id").GetString()!;
            Providers[id] = provider.GetProperty("name").GetString()!;
            foreach (var model in provider.GetProperty("models").EnumerateObject())
            {
                Rows.Add(Connected.Contains(id) ? $"{connection}/{id}/{model.Name}" : $"{id}/{model.Name}", Read(model.Value));
            }
        }
    }

    public HashSet<string> Connected { get; }

    public Dictionary<string, string> Providers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SortedDictionary<string, string>> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each kind of zero was not believed.</summary>
    public SortedDictionary<string, int> Rules { get; } = new(StringComparer.Ordinal);

    public static ExpectedRows From(byte[] answer, string connection) => new(JsonElement.Parse(answer), connection);

    public override string ToString() => $"{Rows.Count} models of {_root.GetProperty("all").GetArrayLength()} providers";

    private SortedDictionary<string, string> Read(JsonElement model)
    {
        var row = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "name", "family", "status", "release_date" })
        {
            Text(row, name, model, name);
        }

        var api = model.GetProperty("api");
        Text(row, "api.id", api, "id");
        Text(row, "api.npm", api, "npm");
        if (api.TryGetProperty("url", out var url) && url.GetString() is { Length: > 0 } address)
        {
            row["api.url"] = address;
        }

        var capabilities = model.GetProperty("capabilities");
        foreach (var (path, name) in new[] { ("temperature", "temperature"), ("reasoning", "reasoning"), ("attachment", "attachment"), ("tool_call", "toolcall") })
        {
            row[path] = capabilities.GetProperty(name).GetBoolean() ? "true" : "false";
        }

        Modalities(row, "modalities.input", capabilities.GetProperty("input"));
        Modalities(row, "modalities.output", capabilities.GetProperty("output"));
        var interleaved = capabilities.GetProperty("interleaved");
        if (interleaved.ValueKind is JsonValueKind.Object)
        {
            row["interleaved.field"] = interleaved.GetProperty("field").GetString()!;
        }
        else
        {
            row["interleaved"] = interleaved.GetBoolean() ? "true" : "false";
        }

        foreach (var limit in model.GetProperty("limit").EnumerateObject())
        {
            if (limit.Value.GetDecimal() == 0)
            {
                Count("zero_limit_is_unknown");
            }
            else
            {
                row[$"limit.{limit.Name}"] = Number(limit.Value);
            }
        }

        var variants = model.GetProperty("variants").EnumerateObject().Select(variant => variant.Name).Order(StringComparer.Ordinal).ToList();
        if (variants.Count > 0)
        {
            row["variants"] = string.Join(',', variants);
        }

        Cost(row, model.GetProperty("cost"));
        return row;
    }

    private void Cost(SortedDictionary<string, string> row, JsonElement cost)
    {
        foreach (var (name, price) in Prices(cost))
        {
            row[$"cost.{name}"] = price;
        }

        if (cost.TryGetProperty("experimentalOver200K", out var over))
        {
            foreach (var (name, price) in Prices(over))
            {
                row[$"cost.context_over_200k.{name}"] = price;
            }
        }

        if (cost.TryGetProperty("tiers", out var tiers))
        {
            List<string> told = [];
            foreach (var tier in tiers.EnumerateArray())
            {
                var prices = Prices(tier);
                if (prices.Count > 0)
                {
                    var size = tier.GetProperty("tier");
                    told.Add(string.Join(' ', prices.Select(pair => $"{pair.Key}={pair.Value}")) + $" {size.GetProperty("type").GetString()}>{Number(size.GetProperty("size"))}");
                }
            }

            if (told.Count > 0)
            {
                row["cost.tiers"] = string.Join("; ", told);
            }
        }
    }

    /// <summary>Nothing at all costs nothing only where somebody says so, and a cache that costs nothing is one that nobody priced.</summary>
    private SortedDictionary<string, string> Prices(JsonElement cost)
    {
        var prices = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (input, output) = (cost.GetProperty("input"), cost.GetProperty("output"));
        if (input.GetDecimal() == 0 && output.GetDecimal() == 0)
        {
            Count("zero_price_is_unknown");
            return prices;
        }

        prices["input"] = Number(input);
        prices["output"] = Number(output);
        foreach (var (name, price) in new[] { ("cache_read", "read"), ("cache_write", "write") })
        {
            if (!cost.TryGetProperty("cache", out var cache) || !cache.TryGetProperty(price, out var stated))
            {
                continue;
            }

            if (stated.GetDecimal() == 0)
            {
                Count("zero_cache_price_is_unknown");
            }
            else
            {
                prices[name] = Number(stated);
            }
        }

        return prices;
    }

    private void Text(SortedDictionary<string, string> row, string path, JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var text))
        {
            return;
        }

        if (text.GetString() is { Length: > 0 } said)
        {
            row[path] = said;
        }
        else
        {
            Count("empty_text_is_unknown");
        }
    }

    private static void Modalities(SortedDictionary<string, string> row, string path, JsonElement flags)
    {
        var words = flags.EnumerateObject().Where(flag => flag.Value.GetBoolean()).Select(flag => flag.Name).Order(StringComparer.Ordinal).ToList();
        if (words.Count > 0)
        {
            row[path] = string.Join(',', words);
        }
    }

    private void Count(string rule) => Rules[rule] = Rules.GetValueOrDefault(rule) + 1;

    /// <summary>As the answer spells it, without an exponent and without zeros that say nothing.</summary>
    public static string Number(JsonElement number) =>
        decimal.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture);
}
