using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Server.Compat;

/// <summary>One model as models.dev writes it.</summary>
internal static class ModelsDevModel
{
    private const string Experimental = "extra.experimental.";

    private static readonly ImmutableArray<string> s_modalities = ["text", "audio", "image", "video", "pdf"];

    private static readonly string[] s_prices = ["reasoning", "cache_read", "cache_write", "input_audio", "output_audio", "tiers"];

    /// <summary>OpenCode's parser takes a model only with both limits; everything else may be absent there. None of the two is made up.</summary>
    public static bool CanSay(FieldSet values) =>
        values.TryGet(FieldRegistry.Models["limit.context"], out _) && values.TryGet(FieldRegistry.Models["limit.output"], out _);

    public static void Write(Utf8JsonWriter json, string id, FieldSet values)
    {
        var fields = new FieldWriter(json, values);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("name"u8, fields.Text("name") ?? id);
        fields.Put("family").Put("attachment").Put("reasoning").Put("reasoning_options").Put("tool_call");
        WriteInterleaved(fields);
        fields.Put("structured_output").Put("temperature").Put("knowledge").Put("release_date").Put("last_updated");
        WriteModalities(fields);
        fields.Put("open_weights");
        WriteLimit(fields);
        WriteCost(fields);
        WriteStatus(fields);
        NestedJson.Write(json, "experimental", [.. values.Where(pair => pair.Key.Path.StartsWith(Experimental, StringComparison.Ordinal)).Select(pair => (pair.Key.Path[Experimental.Length..].Split('.'), pair.Value))]);
        WriteProvider(fields);
        fields.Put("license").Put("links").Put("weights").Put("benchmarks");
        json.WriteEndObject();
    }

    /// <summary>The shape knows no <c>false</c> here.</summary>
    private static void WriteInterleaved(FieldWriter fields)
    {
        if (fields.Text("interleaved.field") is { } field)
        {
            fields.Json.WriteStartObject("interleaved"u8);
            fields.Json.WriteString("field"u8, field);
            fields.Json.WriteEndObject();
        }
        else if (fields.Find("interleaved") is { IsFlag: true } flag && flag.AsFlag())
        {
            fields.Json.WriteBoolean("interleaved"u8, value: true);
        }
    }

    /// <summary>Five words are known there; a reader that validates would refuse all for a sixth.</summary>
    private static void WriteModalities(FieldWriter fields)
    {
        if (!fields.Knows("modalities.input") && !fields.Knows("modalities.output"))
        {
            return;
        }

        fields.Json.WriteStartObject("modalities"u8);
        foreach (var side in new[] { "input", "output" })
        {
            if (fields.Find("modalities." + side) is { IsWords: true } words)
            {
                fields.Json.WriteStartArray(side);
                foreach (var word in words.AsWords().Where(word => s_modalities.Contains(word, StringComparer.Ordinal)))
                {
                    fields.Json.WriteStringValue(word);
                }

                fields.Json.WriteEndArray();
            }
        }

        fields.Json.WriteEndObject();
    }

    private static void WriteLimit(FieldWriter fields)
    {
        if (fields.Knows("limit.context") || fields.Knows("limit.input") || fields.Knows("limit.output"))
        {
            fields.Json.WriteStartObject("limit"u8);
            fields.Put("context", "limit.context").Put("input", "limit.input").Put("output", "limit.output");
            fields.Json.WriteEndObject();
        }
    }

    /// <summary>A cost has both prices there, and none at all where one is unknown.</summary>
    private static void WriteCost(FieldWriter fields)
    {
        if (!fields.Knows("cost.input") || !fields.Knows("cost.output"))
        {
            return;
        }

        fields.Json.WriteStartObject("cost"u8);
        fields.Put("input", "cost.input").Put("output", "cost.output");
        foreach (var price in s_prices)
        {
            fields.Put(price, "cost." + price);
        }

        if (fields.Knows("cost.context_over_200k.input") && fields.Knows("cost.context_over_200k.output"))
        {
            fields.Json.WriteStartObject("context_over_200k"u8);
            foreach (var price in new[] { "input", "output", "cache_read", "cache_write" })
            {
                fields.Put(price, "cost.context_over_200k." + price);
            }

            fields.Json.WriteEndObject();
        }

        fields.Json.WriteEndObject();
    }

    /// <summary>There a model is alpha, beta, deprecated, or nothing of these.</summary>
    private static void WriteStatus(FieldWriter fields)
    {
        if ((fields.Text("status") switch { "retired" => "deprecated", "alpha" or "beta" or "deprecated" => fields.Text("status"), _ => null }) is { } status)
        {
            fields.Json.WriteString("status"u8, status);
        }
    }

    private static void WriteProvider(FieldWriter fields)
    {
        if (fields.Knows("provider.npm") || fields.Knows("provider.api") || fields.Knows("provider.shape"))
        {
            fields.Json.WriteStartObject("provider"u8);
            fields.Put("npm", "provider.npm").Put("api", "provider.api").Put("shape", "provider.shape");
            fields.Json.WriteEndObject();
        }
    }
}
