using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.LlamaCpp;

/// <summary>Members of llama.cpp's server that say more than one thing, or less than they seem to.</summary>
internal static class LlamaCppValues
{
    private const string DefaultOutput = "default_output_is_unknown";

    /// <summary>A router's word. What sleeps has given its memory back.</summary>
    public static void Status(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.String && value.GetString() is "loaded" or "unloaded" or "loading" or "sleeping" or "downloading")
        {
            row.Set("loaded", FieldValue.Flag(value.ValueEquals("loaded"u8)));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>The server writes <c>["text"]</c> for compatibility, also of a model that gives embeddings.</summary>
    public static void Output(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
        }
        else if (words.AsWords() is ["text"])
        {
            row.Draft.Apply(DefaultOutput);
        }
        else
        {
            row.Set("modalities.output", words);
        }
    }

    /// <summary>Without a router there is no status: a model whose file is known is in memory.</summary>
    public static void Loaded(WireRow row)
    {
        if (!row.Element.TryGetProperty("status"u8, out _) && row.Element.TryGetProperty("meta"u8, out var meta))
        {
            row.Set("loaded", FieldValue.Flag(meta.ValueKind is JsonValueKind.Object));
        }
    }

    public static void Sleeping(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            row.Set("loaded", FieldValue.Flag(!value.GetBoolean()));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    public static void Modalities(WireRow row)
    {
        if (row.Element.TryGetProperty("modalities"u8, out var modalities) && modalities.ValueKind is JsonValueKind.Object)
        {
            row.Set("modalities.input", FieldValue.Words(["text", .. Takes("vision", "image"), .. Takes("audio", "audio"), .. Takes("video", "video")]));
        }

        string[] Takes(string name, string word) => modalities.TryGetProperty(name, out var takes) && takes.ValueKind is JsonValueKind.True ? [word] : [];
    }

    /// <summary>One that gives decisions and no text: not for us.</summary>
    public static bool Decides(JsonElement model) =>
        model.TryGetProperty("architecture"u8, out var architecture) && architecture.ValueKind is JsonValueKind.Object
        && architecture.TryGetProperty("output_modalities"u8, out var output) && output.ValueKind is JsonValueKind.Array
        && output.EnumerateArray().Any(word => word.ValueKind is JsonValueKind.String && word.ValueEquals("decisions"u8));
}
