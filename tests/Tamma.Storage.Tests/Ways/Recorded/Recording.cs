using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Core.Tests.Providers;

namespace Tamma.Storage.Tests.Ways.Recorded;

/// <summary>One recorded answer as plain JSON: knows the place of its rows and ids, and none of our readers, fields or rules.</summary>
/// <param name="Folder">The endpoint.</param>
/// <param name="At">Noon of its day; a second one of a day an hour later.</param>
internal sealed record Recording(string Folder, DateTimeOffset At, int Status, byte[] Body)
{
    private const decimal Million = 1_000_000;

    /// <summary>What our catalogue calls OpenRouter's prices, and how many of its units are one of ours.</summary>
    private static readonly (string Wire, string Field, decimal Times)[] s_prices =
    [
        ("prompt", "cost.input", Million), ("completion", "cost.output", Million), ("input_cache_read", "cost.cache_read", Million), ("input_cache_write", "cost.cache_write", Million),
        ("internal_reasoning", "cost.reasoning", Million), ("audio", "cost.input_audio", Million), ("image_output", "cost.image_output", Million),
        ("request", "cost.request", 1), ("web_search", "cost.web_search", 1), ("image", "cost.image", 1),
    ];

    public RecordedFormat Format => RecordedFormat.ByFolder[Folder];

    public bool IsList => Status == 200;

    /// <summary>Its models with their prices; a price that is not stated is absent.</summary>
    public Dictionary<string, Dictionary<string, decimal>> Models()
    {
        using var json = JsonDocument.Parse(Body);
        Dictionary<string, Dictionary<string, decimal>> models = new(StringComparer.Ordinal);
        foreach (var row in json.RootElement.GetProperty(Format.Rows).EnumerateArray())
        {
            var id = row.GetProperty(Format.Id).GetString()!;
            var prefix = Format.Prefix is [] ? Folder == "gemini" ? "models/" : "" : Format.Prefix;
            models[id.StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : id] = row.TryGetProperty("pricing", out var pricing) ? Prices(pricing) : [];
        }

        return models;
    }

    /// <summary>The ends that the rows announce, by model.</summary>
    public Dictionary<string, DateOnly> Ends()
    {
        using var json = JsonDocument.Parse(Body);
        Dictionary<string, DateOnly> ends = new(StringComparer.Ordinal);
        foreach (var row in json.RootElement.GetProperty(Format.Rows).EnumerateArray())
        {
            foreach (var member in new[] { "expiration_date", "deprecation", "shutdown_date" })
            {
                if (row.TryGetProperty(member, out var end) && end.ValueKind is JsonValueKind.String && DateTimeOffset.TryParse(end.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
                {
                    ends[row.GetProperty(Format.Id).GetString()!] = DateOnly.FromDateTime(day.UtcDateTime);
                }
            }
        }

        return ends;
    }

    /// <summary>All recordings in the order of their days.</summary>
    public static List<Recording> All(string corpus) =>
    [
        .. from folder in Directory.GetDirectories(corpus)
           from day in Directory.GetFiles(folder).Order(StringComparer.Ordinal).GroupBy(file => Path.GetFileName(file)[..10])
           from file in day.Index()
           let recording = Read(Path.GetFileName(folder), file.Item, file.Index)
           orderby recording.At, recording.Folder
           select recording,
    ];

    private static Recording Read(string folder, string file, int nth)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var day = DateOnly.ParseExact(json.RootElement.GetProperty("recorded").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        // The recorder has put a mark in the place of every word "global".
        var body = json.RootElement.GetProperty("body").GetRawText().Replace("<GOOGLE_CLOUD_LOCATION>", "global", StringComparison.Ordinal);
        return new(folder, new DateTimeOffset(day, new(12, 0), TimeSpan.Zero).AddHours(nth), json.RootElement.GetProperty("status").GetInt32(), Encoding.UTF8.GetBytes(body));
    }

    /// <summary>
    /// Negative says "it depends". A zero of a part beside a price that is not zero says that the part is not charged apart. An image
    /// that costs no more than a token of text is the price of a token.
    /// </summary>
    private static Dictionary<string, decimal> Prices(JsonElement pricing)
    {
        var prompt = Number(pricing, "prompt");
        Dictionary<string, decimal> prices = new(StringComparer.Ordinal);
        foreach (var (wire, field, times) in s_prices)
        {
            var isPart = wire is not ("prompt" or "completion");
            if (Number(pricing, wire) is not { } price || price < 0 || (isPart && price == 0 && prompt != 0) || (wire == "image" && price > 0 && price <= prompt))
            {
                continue;
            }

            prices[field] = price * times;
        }

        return prices;
    }

    private static decimal? Number(JsonElement pricing, string member) =>
        pricing.TryGetProperty(member, out var price) && decimal.TryParse(price.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
