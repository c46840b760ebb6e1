using System.Collections.Immutable;

namespace Tamma.Catalog.Capabilities;

/// <summary>Rules on attributes that no source states, so that only a caller's document can break them.</summary>
internal static class DocumentRules
{
    private static readonly ImmutableArray<string> s_formats = ["png", "jpeg", "jpg", "gif", "webp", "bmp", "tiff", "heic", "heif", "avif", "svg"];

    public static IEnumerable<Sighting> Functions(CapabilityFacts facts)
    {
        if (facts.Attribute("tool_calling.max_functions") is { IsNumber: true } stated && stated.AsNumber() is var most && (most <= 0 || most != decimal.Truncate(most)))
        {
            yield return new("tool_calling.max_functions", stated, $"{most} is no number of tools.", "State a whole number above zero, or leave it out.");
        }
    }

    public static IEnumerable<Sighting> Parallel(CapabilityFacts facts)
    {
        if (facts.Attribute("tool_calling.parallel_calls") is { IsFlag: true } stated && stated.AsFlag() && facts.Attribute("tool_calling.max_functions") is null)
        {
            yield return new("tool_calling.parallel_calls", stated, "Several calls at once, and no number of tools is stated.", "State max_functions where the provider has one.");
        }
    }

    public static IEnumerable<Sighting> Formats(CapabilityFacts facts)
    {
        if (facts.Attribute("vision.formats") is { IsWords: true } stated
            && stated.AsWords().Where(word => !s_formats.Contains(word[(word.LastIndexOf('/') + 1)..].TrimStart('.').ToLowerInvariant(), StringComparer.Ordinal)).ToArray() is { Length: > 0 } strange)
        {
            yield return new("vision.formats", stated, $"No provider takes images as {string.Join(", ", strange)}.", $"State some of {string.Join(", ", s_formats)}.");
        }
    }

    public static IEnumerable<Sighting> Rate(CapabilityFacts facts)
    {
        if (facts.Attribute("performance.requests_per_minute") is { IsNumber: true } stated && stated.AsNumber() <= 0)
        {
            yield return new("performance.requests_per_minute", stated, $"{stated.AsNumber()} is no rate of requests.", "Leave it out where it is unknown.");
        }
    }
}
