using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Gemini;

/// <summary>
/// Members of <c>GET /v1beta/models</c> (ai.google.dev/api/models). A flag that is false is not written at all, so absent is unknown.
/// </summary>
internal static class GeminiFields
{
    public const string OneToken = "output_limit_of_one_is_unknown";

    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("models", "the rows"),
        Structure("nextPageToken", "where the list goes on"),
    ],
    [
        Structure("name", "the native id, after \"models/\""),
        Text("baseModelId", "base_model"),
        Text("version", "version"),
        Text("displayName", "name"),
        Text("description", "description"),

        // An input limit by its name, and the only window that Google states: what its pages call the context window. All rows that
        // models.dev has too (16 of the recording of 2026-02-10) have this number as their context and none as their input, so both
        // are set: for the rows that models.dev has not, nothing else would tell how much goes in.
        Custom("inputTokenLimit", ["limit.input", "limit.context"], Window),
        Custom("outputTokenLimit", ["limit.output"], Output),
        Custom("supportedGenerationMethods", ["methods", "type", "batch", "prompt_cache", "streaming"], Methods),
        Flag("thinking", "reasoning"),
        Custom("temperature", ["default.temperature", "temperature"], Temperature),
        Custom("maxTemperature", ["temperature_max", "temperature"], Temperature),
        Number("topP", "default.top_p"),
        Number("topK", "default.top_k"),
    ]);

    private static void Window(JsonElement value, WireField member, WireRow row)
    {
        if (WireValues.Decimal(value) is not { } limit)
        {
            row.Unknown(value, member.Path);
        }
        else if (row.IsLimit(limit))
        {
            row.Set("limit.input", FieldValue.Number(limit));
            row.Set("limit.context", FieldValue.Number(limit));
        }
    }

    /// <summary>Embedding models state one token; they give none.</summary>
    private static void Output(JsonElement value, WireField member, WireRow row)
    {
        if (WireValues.Decimal(value) is 1)
        {
            row.Draft.Apply(OneToken);
        }
        else
        {
            WireValues.Limit(value, member, row);
        }
    }

    /// <summary>Who states a default or a bound of the temperature takes one.</summary>
    private static void Temperature(JsonElement value, WireField member, WireRow row)
    {
        WireValues.Number(value, member, row);
        if (value.ValueKind is JsonValueKind.Number)
        {
            row.Set("temperature", FieldValue.Flag(true));
        }
    }

    /// <summary>A method that is there is a yes; that the list names all methods is said nowhere, so one that is not there is no no.</summary>
    private static void Methods(JsonElement value, WireField member, WireRow row)
    {
        WireValues.Words(value, member, row);
        if (Has("generateContent") || Has("generateMessage"))
        {
            row.Set("type", FieldValue.Text("chat"));
        }
        else if (Has("embedContent") || Has("embedText"))
        {
            row.Set("type", FieldValue.Text("embedding"));
        }
        else if (Has("generateText"))
        {
            row.Set("type", FieldValue.Text("completion"));
        }

        Yes("batch", Has("batchGenerateContent") || Has("asyncBatchEmbedContent"));
        Yes("prompt_cache", Has("createCachedContent"));
        Yes("streaming", Has("streamGenerateContent"));

        bool Has(string method) => Leaves.HasText(value, method);

        void Yes(string field, bool isSo)
        {
            if (isSo)
            {
                row.Set(field, FieldValue.Flag(true));
            }
        }
    }
}
