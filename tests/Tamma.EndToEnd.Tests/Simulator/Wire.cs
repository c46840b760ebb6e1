using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Simulator;

/// <summary>What a test must know of a protocol to ask any world of it for its list.</summary>
/// <param name="Path">The listing below the world.</param>
/// <param name="Rows">The member that holds the rows.</param>
/// <param name="Error">A part of every error in the provider's own form.</param>
/// <param name="QuotaStatus">The status that says money or an allowance is used up.</param>
/// <param name="Quota">A word that tells it from a limit that passes.</param>
internal sealed record Wire(string Protocol, string Path, string Rows, string Error, int QuotaStatus, string Quota)
{
    private static readonly Wire[] s_all =
    [
        new("opencode", "provider", "all", "\"name\":\"UnknownError\"", 429, "insufficient_quota"),
        new("openai", "v1/models", "data", "\"param\":null", 429, "insufficient_quota"),
        new("models_dev", "api.json", "models", "\"error\":{", 429, "insufficient_quota"),
        new("anthropic", "v1/models", "data", """{"type":"error","error":{"type":""", 429, "enforced_spend_limit_reached"),
        new("gemini", "v1beta/models", "models", """{"error":{"code":""", 429, "limit: 0"),
        new("copilot", "models", "data", "\"error\":{", 402, "quota_exceeded"),
        new("zen", "v1/models", "data", """{"type":"error","error":{"type":""", 401, "CreditsError"),
        new("zai", "api/paas/v4/models", "data", """{"error":{"code":"1""", 429, "\"1113\""),
        new("zai", "api/coding/paas/v4/models", "data", """{"error":{"code":"1""", 429, "\"1113\""),
        new("ollama", "api/tags", "models", "{\"error\":\"", 429, "quota"),
        new("ollama", "v1/models", "data", "{\"error\":{", 429, "insufficient_quota"),
        new("lmstudio", "api/v1/models", "models", "{\"error\":{\"message\":", 429, "insufficient_quota"),
        new("lmstudio", "api/v0/models", "data", "{\"error\":{\"message\":", 429, "insufficient_quota"),
        new("openrouter", "api/v1/models", "data", "\"user_id\":null", 402, "Insufficient credits"),
        new("litellm", "model/info", "data", "\"param\":\"None\"", 429, "budget_exceeded"),
        new("mistral", "v1/models", "data", """{"object":"error","message":""", 429, "3505"),
    ];

    public static IReadOnlyList<Wire> All => s_all;

    /// <summary>Pages of ten and how to ask for the next one.</summary>
    public static IReadOnlyList<(string Protocol, Func<JsonElement, string?> Next)> Paged { get; } =
    [
        ("openai", page => page.GetProperty("has_more").GetBoolean() ? $"?after={Uri.EscapeDataString(page.GetProperty("last_id").GetString()!)}" : null),
        ("anthropic", page => page.GetProperty("has_more").GetBoolean() ? $"?after_id={Uri.EscapeDataString(page.GetProperty("last_id").GetString()!)}" : null),
        ("gemini", page => page.TryGetProperty("nextPageToken", out var token) ? $"?pageToken={Uri.EscapeDataString(token.GetString()!)}" : null),
        ("openrouter", page => page.GetProperty("links").GetProperty("next").GetString() is { } next ? new Uri(next).Query : null),
    ];

    public string WorldName(string purpose) => $"{purpose}-{Protocol}-{Path.Replace('/', '.')}";

    public static Wire Of(string protocol) => s_all.First(wire => wire.Protocol == protocol);
}
