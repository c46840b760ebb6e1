using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Cohere;

/// <summary>Members of Cohere's <c>GET /v1/models</c> (docs.cohere.com/reference/list-models).</summary>
internal static class CohereFields
{
    public static WireMap Map { get; } = WireMap.Of(
        [
            Structure("models", "the rows"),
            Structure("next_page_token", "the cursor of the next page"),
        ],
        [
            Structure("name", "the native id"),
            Custom("endpoints", ["methods", "type"], Endpoints),
            Kept("default_endpoints", "endpoints that take it when no model is named"),
            Kept("finetuned", "an account's own"),
            Custom("is_deprecated", ["status"], Deprecated),
            Limit("context_length", "limit.context"),
            Kept("tokenizer_url", "where its tokenizer can be loaded"),
            Custom("supports_vision", ["modalities.input"], Vision),
            Custom("features", ["tool_call", "structured_output", "modalities.input", "supported_parameters"], Features),
            Number("sampling_defaults.temperature", "default.temperature"),
            Number("sampling_defaults.k", "default.top_k"),
            Number("sampling_defaults.p", "default.top_p"),
            Kept("sampling_defaults.frequency_penalty", "a penalty when none is given"),
            Kept("sampling_defaults.presence_penalty", "a penalty when none is given"),
        ]);

    private static void Endpoints(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        var can = words.AsWords().ToArray();
        if (can is [])
        {
            return;
        }

        row.Set("methods", words);
        var type = can.Contains("chat", StringComparer.Ordinal) ? "chat"
            : can.Contains("generate", StringComparer.Ordinal) ? "completion"
            : can.Any(word => word.StartsWith("embed", StringComparison.Ordinal)) ? "embedding"
            : can.Contains("rerank", StringComparer.Ordinal) ? "rerank"
            : null;
        if (type is not null)
        {
            row.Set("type", FieldValue.Text(type));
        }
    }

    private static void Deprecated(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.True)
        {
            row.Set("status", FieldValue.Text("deprecated"));
        }
        else if (value.ValueKind is not JsonValueKind.False)
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>Only a yes says something: the answer has a no for models whose id ends in <c>-image</c>.</summary>
    private static void Vision(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.True)
        {
            row.Set("modalities.input", FieldValue.Words(["text", "image"]));
        }
        else if (value.ValueKind is not JsonValueKind.False)
        {
            row.Unknown(value, member.Path);
        }
    }

    private static void Features(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        var can = words.AsWords().ToArray();
        row.Set("supported_parameters", words);
        row.Set("tool_call", FieldValue.Flag(can.Contains("tools", StringComparer.Ordinal)));
        row.Set("structured_output", FieldValue.Flag(can.Contains("json_schema", StringComparer.Ordinal)));
        if (can.Contains("vision", StringComparer.Ordinal))
        {
            row.Set("modalities.input", FieldValue.Words(["text", "image"]));
        }
    }
}
