using System.Text.Json;

namespace Tamma.Providers.Http;

/// <summary>
/// The words that a provider gives an error: OpenAI's <c>{"error":{"message","type","code"}}</c> with a string or an integer
/// as code, a bare string, or the members at the root. The message is not read: it may repeat the key.
/// </summary>
internal sealed record ProviderError(string? Code, string? Type)
{
    private const int Longest = 64;

    private static readonly string[] s_quota =
        ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "enforced_spend_limit_reached", "insufficient_balance", "insufficient_credits", "CreditsError"];

    private static readonly string[] s_key = ["invalid_api_key", "authentication_error", "unauthorized", "Unauthorized", "UnauthorizedError", "invalid_authentication", "AuthError"];
    private static readonly string[] s_permission = ["permission_error", "permission_denied", "forbidden", "Forbidden", "model_access_denied"];
    private static readonly string[] s_rate = ["rate_limit_exceeded", "rate_limit_error", "rate_limited", "too_many_requests"];
    private static readonly string[] s_missing = ["not_found", "not_found_error", "NotFoundError"];

    /// <summary>For people: the most telling word, or nothing.</summary>
    public string? Word => Code ?? Type;

    public bool SaysQuota => Says(s_quota);

    /// <summary>What an error means that came with a good status; null when its words say nothing that we know.</summary>
    public ProviderFault? Fault => this switch
    {
        _ when SaysQuota || Code is "402" => ProviderFault.QuotaExhausted,
        _ when Says(s_key) || Code is "401" => ProviderFault.Unauthorised,
        _ when Says(s_permission) || Code is "403" => ProviderFault.Forbidden,
        _ when Says(s_rate) || Code is "429" => ProviderFault.RateLimited,
        _ when Says(s_missing) || Code is "404" => ProviderFault.NotFound,
        _ => null,
    };

    /// <returns>Null when the body is no error in a form that we know.</returns>
    public static ProviderError? Read(ReadOnlyMemory<byte> body, IReadOnlyCollection<string> secrets)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, secrets);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // An error page is foreign text; that it cannot be read adds nothing to its status. Bad UTF-8 throws the second.
            return null;
        }
    }

    public static ProviderError? Read(JsonElement root, IReadOnlyCollection<string> secrets)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        if (!root.TryGetProperty("error"u8, out var error))
        {
            return root.TryGetProperty("message"u8, out _) && root.TryGetProperty("code"u8, out _) ? From(root, secrets) : null;
        }

        return error.ValueKind switch
        {
            JsonValueKind.Object => From(error, secrets),
            JsonValueKind.String => new(Clean(error.GetString()!, secrets), null),
            JsonValueKind.Null => null,
            _ => new(null, null),
        };
    }

    private static ProviderError From(JsonElement error, IReadOnlyCollection<string> secrets) => new(
        Member(error, "code"u8, secrets),
        Member(error, "type"u8, secrets) ?? Member(error, "status"u8, secrets) ?? Member(error, "reason"u8, secrets));

    private static string? Member(JsonElement error, ReadOnlySpan<byte> name, IReadOnlyCollection<string> secrets) =>
        !error.TryGetProperty(name, out var word) ? null
        : word.ValueKind is JsonValueKind.String ? Clean(word.GetString()!, secrets)
        : word.ValueKind is JsonValueKind.Number ? Clean(word.GetRawText(), secrets)
        : null;

    /// <summary>Only what looks like a code is repeated, and nothing that we sent.</summary>
    private static string? Clean(string word, IReadOnlyCollection<string> secrets) =>
        word.Length is > 0 and <= Longest && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
        && !secrets.Any(secret => secret.Length > 0 && word.Contains(secret, StringComparison.OrdinalIgnoreCase))
            ? word
            : null;

    private bool Says(string[] words) => words.Contains(Code, StringComparer.Ordinal) || words.Contains(Type, StringComparer.Ordinal);
}
