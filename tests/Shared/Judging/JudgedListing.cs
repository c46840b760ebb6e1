using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tamma.Tests.Shared.Judging;

/// <summary>A listing of models.dev as the judgments see it: its own fields, and what is derived from them. Nothing of the product is used.</summary>
internal sealed partial class JudgedListing
{
    private readonly JsonElement _model;
    private readonly Dictionary<string, object?> _derived;

    private JudgedListing(JsonElement model, Dictionary<string, object?> derived)
    {
        _model = model;
        _derived = derived;
    }

    /// <summary>Providers of the smaller scope.</summary>
    public static IReadOnlySet<string> Core { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "anthropic", "openai", "google", "github-copilot", "github-models", "opencode", "opencode-go", "zai", "zai-coding-plan", "ollama-cloud", "lmstudio", "openrouter",
    };

    public string Ref => (string)_derived["ref"]!;

    public string Provider => (string)_derived["provider"]!;

    public string Text => (string)_derived["text"]!;

    public string? BaseModel => (string?)_derived["base_model"];

    /// <summary>In the order of the document.</summary>
    public static List<JudgedListing> Read(JsonElement catalogue, JsonElement links)
    {
        List<JudgedListing> all = [];
        foreach (var provider in catalogue.EnumerateObject())
        {
            var name = provider.Value.GetProperty("name").GetString()!;
            foreach (var model in provider.Value.GetProperty("models").EnumerateObject())
            {
                all.Add(Of(provider.Name, name, model.Name, model.Value, links));
            }
        }

        return all;
    }

    /// <summary>A string, a double, a bool, an array of strings, or null where it is missing.</summary>
    public object? Get(string field)
    {
        if (_derived.TryGetValue(field, out var derived))
        {
            return derived;
        }

        var at = _model;
        foreach (var part in field.Split('.'))
        {
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Number => at.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => at.EnumerateArray().Select(item => item.ToString()).ToArray(),
            _ => null,
        };
    }

    private static JudgedListing Of(string provider, string providerName, string id, JsonElement model, JsonElement links)
    {
        var reference = $"{provider}/{id}";
        var name = model.GetProperty("name").GetString()!;
        var family = model.TryGetProperty("family", out var line) ? line.GetString() : "";
        Dictionary<string, object?> derived = new(StringComparer.Ordinal)
        {
            ["provider"] = provider,
            ["id"] = id,
            ["ref"] = reference,
            ["provider_name"] = providerName,
            ["base_model"] = links.TryGetProperty(reference, out var link) ? link.GetString() : null,
            ["text"] = string.Join(' ', provider, providerName, id, name, family).ToLowerInvariant(),
            ["params_b"] = Parameters($"{id[(id.LastIndexOf('/') + 1)..]} {name}".ToLowerInvariant()),
            ["subscription"] = Subscription().IsMatch(provider),
        };
        var listing = new JudgedListing(model, derived);
        derived["cache_discount"] = listing.Get("cost.input") is double and not 0 and var input && listing.Get("cost.cache_read") is double cached ? 1 - (cached / input) : null;
        return listing;
    }

    private static object? Parameters(string text)
    {
        if (ActiveOnly().IsMatch(text))
        {
            return null;
        }

        var sizes = Experts().Matches(text).Select(match => Number(match, "experts") * Number(match, "number"))
            .Concat(Billions().Matches(text).Select(match => Number(match, "number")))
            .Concat(Trillions().Matches(text).Select(match => Number(match, "number") * 1000));
        return sizes.Select(size => (object?)size).DefaultIfEmpty(null).Max();
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\w.])(?<experts>\d+)x(?<number>\d+(\.\d+)?)\s?b(?![a-z0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Experts();

    [GeneratedRegex(@"(?<![\w.])(?<number>\d+(\.\d+)?)\s?b(?![a-z0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Billions();

    [GeneratedRegex(@"(?<![\w.])(?<number>\d+(\.\d+)?)t(?![a-z0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Trillions();

    [GeneratedRegex(@"\d+b[- ]\d+e(?![a-z0-9])|llama[- ]4|maverick|scout", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ActiveOnly();

    [GeneratedRegex("coding-plan|token-plan|kimi-for-coding|^gitlab$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Subscription();
}
