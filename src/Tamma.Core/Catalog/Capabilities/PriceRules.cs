using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

internal static class PriceRules
{
    private static readonly string[] s_input = ["cost.input", "cost.cache_read", "cost.cache_write", "cost.cache_write_1h", "cost.input_audio", "cost.image", "cost.request", "cost.web_search"];
    private static readonly string[] s_output = ["cost.output", "cost.reasoning", "cost.output_audio", "cost.image_output"];

    public static IEnumerable<Sighting> Input(CapabilityFacts facts) => s_input.SelectMany(path => Negative(facts, path));

    public static IEnumerable<Sighting> Output(CapabilityFacts facts) => s_output.SelectMany(path => Negative(facts, path));

    public static IEnumerable<Sighting> High(CapabilityFacts facts) => Above(facts, "cost.input", CapabilityRules.HighInput).Concat(Above(facts, "cost.output", CapabilityRules.HighOutput));

    public static IEnumerable<Sighting> HighModel(CapabilityFacts facts)
    {
        if (facts.Number("cost.input") is > CapabilityRules.HighInput and var input && facts.Number("cost.output") is > CapabilityRules.HighOutput and var output)
        {
            yield return new("cost", null, $"A million tokens cost {input} dollars in and {output} out.", "Make sure that the prices are for a million tokens, and set a budget before a benchmark.");
        }
    }

    public static IEnumerable<Sighting> Cache(CapabilityFacts facts)
    {
        if (facts.Number("cost.cache_read") is { } cached && facts.Number("cost.input") is { } fresh && cached > fresh)
        {
            yield return new("cost.cache_read", FieldValue.Number(cached), $"Input from the cache costs {cached} dollars, fresh input {fresh}.", "See who claims each of them: tamma show KEY --facts.");
        }
    }

    private static IEnumerable<Sighting> Above(CapabilityFacts facts, string path, decimal bound)
    {
        if (facts.Number(path) is { } price && price > bound)
        {
            yield return new(path, FieldValue.Number(price), $"{path} is {price} dollars for a million tokens.", $"Compare with models that do the same below {bound:0} dollars: POST /api/v1/capabilities/check.");
        }
    }

    private static IEnumerable<Sighting> Negative(CapabilityFacts facts, string path)
    {
        if (facts.Number(path) is < 0 and var price)
        {
            yield return new(path, FieldValue.Number(price), $"{path} is {price}; nobody pays for being used.", "Leave a price out that is unknown or changes with each request.");
        }
    }
}
