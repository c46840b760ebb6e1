using Tamma.Catalog.Fields;

namespace Tamma.Providers.Wire;

/// <summary>How reasoning is set, in models.dev's shape: <c>[{"type":"toggle"},{"type":"effort","values":[…]},{"type":"budget_tokens","min":…}]</c>.</summary>
internal sealed record ReasoningOptions
{
    private static readonly string[] s_scale = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    /// <summary>It can be switched on and off.</summary>
    public bool Toggle { get; init; }

    /// <summary>Words for how much of it. They are given from the least to the most, in whatever order a provider names them.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>It takes a number of tokens.</summary>
    public bool Budget { get; init; }

    public decimal? LeastBudget { get; init; }

    public decimal? MostBudget { get; init; }

    /// <summary>Null when nothing is known of it.</summary>
    public FieldValue? ToField() => !Toggle && Efforts.Count == 0 && !Budget ? null : WrittenJson.Of(json =>
    {
        json.WriteStartArray();
        if (Toggle)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "toggle"u8);
            json.WriteEndObject();
        }

        if (Efforts.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "effort"u8);
            json.WriteStartArray("values"u8);
            foreach (var effort in Efforts.OrderBy(effort => Array.IndexOf(s_scale, effort) is >= 0 and var place ? place : s_scale.Length).ThenBy(effort => effort, StringComparer.Ordinal))
            {
                json.WriteStringValue(effort);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (Budget)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "budget_tokens"u8);
            if (LeastBudget is { } least)
            {
                json.WriteNumber("min"u8, least);
            }

            if (MostBudget is { } most)
            {
                json.WriteNumber("max"u8, most);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
