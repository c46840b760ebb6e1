using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;

namespace Tamma.Server.Compat;

/// <summary>Anthropic's <c>GET /v1/models</c>, a page at a time, as their SDKs ask for it.</summary>
internal static class AnthropicShape
{
    public const int DefaultLimit = 20;
    public const int MostLimit = 1_000;

    private static readonly (string Member, string Capability)[] s_capabilities =
    [
        ("batch", "batch_processing"), ("citations", "citations"), ("code_execution", "code_execution"), ("image_input", "vision"),
        ("pdf_input", "pdf_input"), ("structured_outputs", "structured_output"), ("thinking", "reasoning"), ("effort", "reasoning_effort"),
    ];

    public static CompatDocument One(Model model) => CompatDocument.Write(json =>
    {
        Write(json, model);
        return 0;
    });

    public static CompatDocument Page(IReadOnlyList<Model> page, bool hasMore) => CompatDocument.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var model in page)
        {
            Write(json, model);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, hasMore);
        WriteId(json, "first_id", page.Count > 0 ? page[0] : null);
        WriteId(json, "last_id", page.Count > 0 ? page[^1] : null);
        json.WriteEndObject();
        return 0;
    });

    private static void WriteId(Utf8JsonWriter json, string member, Model? model)
    {
        json.WritePropertyName(member);
        if (model is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(model.Key.ToString());
        }
    }

    /// <summary>Their <c>max_input_tokens</c> is the whole window, their <c>max_tokens</c> the longest answer.</summary>
    private static void Write(Utf8JsonWriter json, Model model)
    {
        var fields = new FieldWriter(json, model.Values);
        var key = model.Key.ToString();
        json.WriteStartObject();
        json.WriteString("type"u8, "model"u8);
        json.WriteString("id"u8, key);
        json.WriteString("display_name"u8, fields.Text("name") ?? key);
        if (CreatedAt.Of(fields) is { } created)
        {
            json.WriteString("created_at"u8, created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        fields.Put("max_input_tokens", "limit.context").Put("max_tokens", "limit.output");
        var known = s_capabilities.Select(pair => (pair.Member, Support: CapabilityRegistry.Standard[pair.Capability].In(model.Values))).Where(pair => pair.Support is not Support.Unknown).ToList();
        if (known.Count > 0)
        {
            json.WriteStartObject("capabilities"u8);
            foreach (var (member, support) in known)
            {
                json.WriteStartObject(member);
                json.WriteBoolean("supported"u8, support is Support.Yes);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
