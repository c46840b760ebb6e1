using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.LmStudio;

/// <summary>Members of LM Studio's API that say more than one thing, or say it in words of its own.</summary>
internal static class LmStudioValues
{
    /// <summary><c>vlm</c> is version 0's word for a model that sees.</summary>
    public static void Type(JsonElement value, WireField member, WireRow row)
    {
        var type = Text(value) switch { "llm" or "vlm" => "chat", "embedding" or "embeddings" => "embedding", _ => null };
        if (type is null)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Set("type", FieldValue.Text(type));
        if (Text(value) is "vlm")
        {
            row.Set("modalities.input", FieldValue.Words(["text", "image"]));
        }
    }

    public static void Vision(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            row.Set("modalities.input", FieldValue.Words(value.GetBoolean() ? ["text", "image"] : ["text"]));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>Absent for a model that does not reason, present with what it can be set to for one that does.</summary>
    public static void Reasoning(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.Object && value.TryGetProperty("allowed_options"u8, out _))
        {
            row.Set("reasoning", FieldValue.Flag(true));
            row.Set("reasoning_options", FieldValue.Json(CanonicalJson.From(value)));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>Copies in memory, each with its own context: what the smallest takes, every copy takes. How they are run is kept.</summary>
    public static void Instances(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Set("loaded", FieldValue.Flag(value.GetArrayLength() > 0));
        if (value.GetArrayLength() == 0)
        {
            return;
        }

        row.Keep(value, member.Path);
        decimal? least = null;
        foreach (var instance in value.EnumerateArray())
        {
            if (instance.ValueKind is JsonValueKind.Object && instance.TryGetProperty("config"u8, out var config)
                && config.ValueKind is JsonValueKind.Object && config.TryGetProperty("context_length"u8, out var length)
                && WireValues.Decimal(length) is { } context && row.IsLimit(context) && !(context >= least))
            {
                least = context;
            }
        }

        if (least is { } served)
        {
            row.Set("limit.served_context", FieldValue.Number(served));
        }
    }

    public static void State(JsonElement value, WireField member, WireRow row)
    {
        if (Text(value) is "loaded" or "not-loaded")
        {
            row.Set("loaded", FieldValue.Flag(Text(value) is "loaded"));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>Version 0 names what a model was trained for; older servers have no such list.</summary>
    public static void Words(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Set("tool_call", FieldValue.Flag(words.AsWords().Contains("tool_use", StringComparer.Ordinal)));
        if (words.AsWords().Any(word => word != "tool_use"))
        {
            row.Keep(value, member.Path);
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
