using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

internal static class LimitRules
{
    private const decimal MostImageBytes = 1024m * 1024 * 1024;
    private const decimal HighestTemperature = 5;

    private static readonly string[] s_tokens = ["limit.context", "limit.input", "limit.output", "limit.output_non_streaming", "limit.served_context", "limit.embedding_dimensions"];

    public static IEnumerable<Sighting> Tokens(CapabilityFacts facts) =>
        s_tokens.SelectMany(path => NoCount(facts, path, "Leave a limit out that is unknown; no model takes nothing."));

    public static IEnumerable<Sighting> Images(CapabilityFacts facts) => NoCount(facts, "limit.images", "Leave it out where it is unknown; say that vision is not there where it takes none.");

    public static IEnumerable<Sighting> ImageSize(CapabilityFacts facts)
    {
        if (facts.Number("limit.image_bytes") is { } bytes && bytes is <= 0 or > MostImageBytes)
        {
            yield return new("limit.image_bytes", FieldValue.Number(bytes), $"{bytes} is no size of an image in bytes.", "State bytes, not megabytes, or leave it out.");
        }
    }

    public static IEnumerable<Sighting> Together(CapabilityFacts facts)
    {
        foreach (var part in new[] { "limit.output", "limit.input" })
        {
            if (facts.Number(part) is { } alone && facts.Number("limit.context") is > 0 and var whole && alone > whole)
            {
                yield return new(part, FieldValue.Number(alone), $"{part} is {alone}, and limit.context, which holds input and output together, is {whole}.", "See who claims each of them; one of the two means something else.");
            }

            foreach (var (connection, terms) in facts.Offers)
            {
                if (facts.Number(part) is > 0 and var own && terms.TryGet(FieldRegistry.Models[part], out var offered) && offered.AsNumber() is > 0 and var term && Math.Max(own, term) > 10 * Math.Min(own, term))
                {
                    yield return new($"offers.{connection}.{part}", offered, $"{part} is {term} through {connection}, and {own} otherwise: more than ten times apart.", "See who claims each of them.");
                }
            }
        }

        if (facts.Attribute("performance.max_tokens") is { IsNumber: true } stated && facts.Number("limit.output") is > 0 and var output
            && stated.AsNumber() is > 0 and var said && Math.Max(output, said) > 10 * Math.Min(output, said))
        {
            yield return new("performance.max_tokens", stated, $"Two statements of the longest answer, {said} and {output}, are more than ten times apart.", "State it once.");
        }
    }

    public static IEnumerable<Sighting> Streaming(CapabilityFacts facts)
    {
        if (facts.Has("streaming") is Support.Yes && facts.Number("limit.output") is null)
        {
            yield return new("limit.output", null, "It streams, and nobody states how long an answer may be.", "Set max_tokens in each request, or state limit.output as an override.");
        }
    }

    public static IEnumerable<Sighting> Temperature(CapabilityFacts facts)
    {
        var highest = facts.Number("temperature_max");
        if (highest is < 0 or > HighestTemperature)
        {
            yield return new("temperature_max", FieldValue.Number(highest.Value), $"{highest} is no highest temperature.", "Providers take 0 to 1 or 0 to 2.");
        }

        if (facts.Number("default.temperature") is { } usual && (usual < 0 || usual > (highest ?? HighestTemperature)))
        {
            yield return new("default.temperature", FieldValue.Number(usual), $"The temperature {usual} is outside of 0 to {highest ?? HighestTemperature}.", "State a temperature that the model takes.");
        }
    }

    private static IEnumerable<Sighting> NoCount(CapabilityFacts facts, string path, string suggestion)
    {
        if (facts.Number(path) is { } number && (number <= 0 || number != decimal.Truncate(number)))
        {
            yield return new(path, FieldValue.Number(number), $"{path} is {number}, which is no whole number above zero.", suggestion);
        }
    }
}
