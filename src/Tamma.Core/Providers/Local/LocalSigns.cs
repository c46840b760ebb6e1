using System.Text.Json;

namespace Tamma.Providers.Local;

/// <summary>
/// By which answers each kind is known. Each sign is one that no other of them gives: all but OpenCode answer <c>/v1/models</c>, and
/// llama.cpp answers Ollama's <c>/api/tags</c> too.
/// </summary>
internal static class LocalSigns
{
    private static readonly (LocalServerKind Kind, int Port, Func<Func<string, Task<LocalAnswer>>, Task<bool>> IsItAsync)[] s_all =
    [
        (LocalServerKind.OpenCodeServer, 4096, async ask => (await ask("global/health")).Says(IsHealth)),
        (LocalServerKind.Ollama, 11434, async ask => IsOllamaRunning((await ask("")).Body) && (await ask("api/version")).Says(HasVersion)),
        (LocalServerKind.LlamaCpp, 8080, async ask => (await ask("v1/models")).Says(root => IsOwnedBy(root, "llamacpp") is true) || (await ask("props")).Says(IsProps)),
        (LocalServerKind.Vllm, 8000, IsVllmAsync),
        (LocalServerKind.LmStudio, 1234, async ask => (await ask("api/v1/models")).Says(IsLmStudio) || (await ask("api/v0/models")).Says(IsOldLmStudio)),
    ];

    /// <summary>The most likely first: most servers write a line for each question that they do not understand.</summary>
    public static IEnumerable<(LocalServerKind Kind, Func<Func<string, Task<LocalAnswer>>, Task<bool>> IsItAsync)> InOrderFor(Uri root) =>
        s_all.OrderBy(sign => sign.Port != root.Port).Select(sign => (sign.Kind, sign.IsItAsync));

    /// <summary>Whether all rows of a list of OpenAI's form are owned by this; null when there are none.</summary>
    public static bool? IsOwnedBy(JsonElement root, string owner) =>
        Rows(root, "data"u8, row => row.TryGetProperty("owned_by"u8, out var by) && Is(by, owner));

    /// <summary>With a key its lists are closed, and <c>/version</c> stays open.</summary>
    private static async Task<bool> IsVllmAsync(Func<string, Task<LocalAnswer>> ask)
    {
        var models = await ask("v1/models");
        return models.Says(root => IsOwnedBy(root, "vllm") is true)
            || (models.Status is 401 && (await ask("version")).Says(root => HasVersion(root) && root.EnumerateObject().Count() == 1));
    }

    private static bool IsOllamaRunning(ReadOnlyMemory<byte> body) => body.Span.Trim(" \r\n"u8).SequenceEqual("Ollama is running"u8);

    private static bool HasVersion(JsonElement root) => IsText(root, "version"u8);

    private static bool IsHealth(JsonElement root) => HasVersion(root) && root.TryGetProperty("healthy"u8, out var healthy) && healthy.ValueKind is JsonValueKind.True;

    private static bool IsProps(JsonElement root) =>
        IsText(root, "build_info"u8) || (root.TryGetProperty("default_generation_settings"u8, out var settings) && settings.ValueKind is JsonValueKind.Object && root.TryGetProperty("total_slots"u8, out _));

    private static bool IsLmStudio(JsonElement root) =>
        Rows(root, "models"u8, row => IsText(row, "key"u8) && IsText(row, "type"u8) && row.TryGetProperty("loaded_instances"u8, out _)) is true;

    /// <summary>Version 0 of its own API. It says nothing by an empty list.</summary>
    private static bool IsOldLmStudio(JsonElement root) =>
        Rows(root, "data"u8, row => IsText(row, "id"u8) && IsText(row, "state"u8) && IsText(row, "compatibility_type"u8)) is true;

    /// <returns>Null when there are no rows.</returns>
    private static bool? Rows(JsonElement root, ReadOnlySpan<byte> name, Func<JsonElement, bool> holds) =>
        root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty(name, out var rows) || rows.ValueKind is not JsonValueKind.Array || rows.GetArrayLength() == 0 ? null
        : rows.EnumerateArray().All(row => row.ValueKind is JsonValueKind.Object && holds(row));

    private static bool IsText(JsonElement parent, ReadOnlySpan<byte> name) => parent.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && !text.ValueEquals(""u8);

    private static bool Is(JsonElement value, string text) => value.ValueKind is JsonValueKind.String && value.ValueEquals(text);
}
