using System.Collections.Immutable;
using System.Text.Json;

namespace Tamma.Perf.Told;

/// <summary>Twenty filters, each beside what it means: a reading of the event's JSON that knows nothing of the filter language.</summary>
internal static class ToldFilters
{
    public const string Every = "type is known and cause is known";

    public static ImmutableArray<(string Filter, Func<JsonElement, bool> Wants)> All { get; } =
    [
        (Every, _ => true),
        Of("type = model_added", told => Is(told, "type", "model_added")),
        Of("type = model_updated", told => Is(told, "type", "model_updated")),
        Of("type = model_removed", told => Is(told, "type", "model_removed")),
        Of("type in (model_added, model_removed)", told => Is(told, "type", "model_added", "model_removed")),
        Of("type != model_updated", told => !Is(told, "type", "model_updated")),
        Of("type is known and provider = openai", told => Is(told, "provider", "openai")),
        Of("type is known and provider = anthropic", told => Is(told, "provider", "anthropic")),
        Of("type is known and provider = openrouter", told => Is(told, "provider", "openrouter")),
        Of("type is known and provider in (google, mistral, groq)", told => Is(told, "provider", "google", "mistral", "groq")),
        Of("type is known and provider != openrouter", told => told.TryGetProperty("provider", out _) && !Is(told, "provider", "openrouter")),
        Of("type is known and provider starts with a", told => Text(told, "provider") is { } provider && provider.StartsWith('a')),
        Of("type is known and model_id starts with g", told => ModelId(told) is ['g' or 'G', ..]),
        Of("type is known and model_id contains claude", told => ModelId(told) is { } id && id.Contains("claude", StringComparison.OrdinalIgnoreCase)),
        Of("type is known and model_id ends with :free", told => ModelId(told) is { } id && id.EndsWith(":free", StringComparison.OrdinalIgnoreCase)),
        Of("type is known and model_id ~ '[0-9]$'", told => ModelId(told) is [.., >= '0' and <= '9']),
        Of("type = model_updated and changed(cost.input)", told => Is(told, "type", "model_updated") && Changes(told, "cost.input")),
        Of("type = model_updated and changed(limit.context, limit.output)", told => Is(told, "type", "model_updated") && (Changes(told, "limit.context") || Changes(told, "limit.output"))),
        Of("type = model_added and provider = openai", told => Is(told, "type", "model_added") && Is(told, "provider", "openai")),
        Of("type = model_removed and provider = nobody", _ => false),
    ];

    private static (string, Func<JsonElement, bool>) Of(string filter, Func<JsonElement, bool> wants) => ($"{filter} and cause is known", wants);

    private static bool Is(JsonElement told, string member, params ReadOnlySpan<string> values) => Text(told, member) is { } text && values.Contains(text);

    private static string? Text(JsonElement told, string member) => told.TryGetProperty(member, out var value) ? value.GetString() : null;

    /// <summary>A key is the provider, a slash and the id, which may hold more of them.</summary>
    private static string? ModelId(JsonElement told) => Text(told, "model") is { } key && key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? key[(at + 1)..] : null;

    private static bool Changes(JsonElement told, string field) =>
        told.GetProperty("data").TryGetProperty("changes", out var changes) && changes.EnumerateArray().Any(change => change.GetProperty("field").ValueEquals(field));
}
