using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Ollama;

/// <summary>Members of Ollama's API that say more than one thing.</summary>
internal static class OllamaValues
{
    /// <summary>Words of <c>capabilities</c> (types/model/capability.go). What is not among them is kept.</summary>
    private static readonly string[] s_known = ["completion", "tools", "vision", "audio", "thinking", "embedding", "image"];

    /// <summary>A cloud model has no weights here; its size is that of the note that says so.</summary>
    public static void Size(JsonElement value, WireField member, WireRow row)
    {
        if (!IsRemote(row.Element))
        {
            WireValues.Limit(value, member, row);
        }
    }

    public static bool IsRemote(JsonElement model) =>
        model.TryGetProperty("remote_host"u8, out var host) && host.ValueKind is JsonValueKind.String && !host.ValueEquals(""u8);

    /// <summary>The width of the network; the length of what comes out where that is an embedding.</summary>
    public static void EmbeddingLength(JsonElement value, WireField member, WireRow row)
    {
        if (Can(row.Element, "embedding"))
        {
            WireValues.Limit(value, member, row);
        }
        else
        {
            row.Keep(value, member.Path);
        }
    }

    /// <summary>
    /// The server looks each of them up in the model's own file, so a model without <c>tools</c> takes none. Servers learned
    /// <c>thinking</c> later than the list, so its absence says nothing.
    /// </summary>
    public static void Capabilities(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words)?.AsWords().ToArray() is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        if (words is [])
        {
            return;
        }

        var type = words.Contains("completion", StringComparer.Ordinal) ? "chat" : words.Contains("embedding", StringComparer.Ordinal) ? "embedding" : words.Contains("image", StringComparer.Ordinal) ? "image" : null;
        if (type is not null)
        {
            row.Set("type", FieldValue.Text(type));
        }

        row.Set("tool_call", FieldValue.Flag(words.Contains("tools", StringComparer.Ordinal)));
        if (words.Contains("thinking", StringComparer.Ordinal))
        {
            row.Set("reasoning", FieldValue.Flag(true));
        }

        row.Set("modalities.input", FieldValue.Words(["text", .. words.Contains("vision", StringComparer.Ordinal) ? ["image"] : Array.Empty<string>(), .. words.Contains("audio", StringComparer.Ordinal) ? ["audio"] : Array.Empty<string>()]));
        if (type is "chat" or "image")
        {
            row.Set("modalities.output", FieldValue.Words([type is "chat" ? "text" : "image"]));
        }

        if (words.Except(s_known, StringComparer.Ordinal).Any())
        {
            row.Keep(value, member.Path);
        }
    }

    /// <summary>Settings of the model's own file, a name and a value in each line.</summary>
    public static void Defaults(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            row.Unknown(value, member.Path);
            return;
        }

        var others = false;
        foreach (var line in value.GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            var field = parts[0] switch { "num_ctx" => "limit.served_context", "temperature" => "default.temperature", "top_p" => "default.top_p", "top_k" => "default.top_k", _ => null };
            if (field is null || parts.Length < 2 || !Decimals.TryParse(parts[1], out var number))
            {
                others = true;
            }
            else if (field != "limit.served_context" || row.IsLimit(number))
            {
                row.Set(field, FieldValue.Number(number));
            }
        }

        if (others)
        {
            row.Keep(value, member.Path);
        }
    }

    /// <summary>Key and value pairs of a GGUF file. Their names have dots, and half of them begin with the architecture's name.</summary>
    public static void ModelInfo(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Keep(value, member.Path);
        var architecture = Text(value, "general.architecture");
        SetText("architecture", architecture);
        SetText("tokenizer", Text(value, "tokenizer.ggml.model"));
        SetCount("parameters", "general.parameter_count");
        SetCount("limit.context", $"{architecture}.context_length");
        if (Can(row.Element, "embedding") || value.TryGetProperty($"{architecture}.pooling_type", out _))
        {
            SetCount("limit.embedding_dimensions", $"{architecture}.embedding_length");
        }

        void SetText(string field, string? text)
        {
            if (text is not null)
            {
                row.Set(field, FieldValue.Text(row.Share(text)));
            }
        }

        void SetCount(string field, string name)
        {
            if (value.TryGetProperty(name, out var count) && WireValues.Decimal(count) is { } number && row.IsLimit(number))
            {
                row.Set(field, FieldValue.Number(number));
            }
        }
    }

    /// <summary>Before it had capabilities the server, too, looked into the template for <c>.Tools</c> (server/images.go).</summary>
    public static void Template(WireRow row)
    {
        if (!row.Element.TryGetProperty("capabilities"u8, out _) && Text(row.Element, "template") is { } template && template.Contains(".Tools", StringComparison.Ordinal))
        {
            row.Set("tool_call", FieldValue.Flag(true));
        }
    }

    private static bool Can(JsonElement model, string capability) =>
        model.TryGetProperty("capabilities"u8, out var all) && all.ValueKind is JsonValueKind.Array
        && all.EnumerateArray().Any(word => word.ValueKind is JsonValueKind.String && word.ValueEquals(capability));

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && text.GetString() is { Length: > 0 } known ? known : null;
}
