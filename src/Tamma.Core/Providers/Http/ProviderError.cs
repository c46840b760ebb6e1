using System.Text.Json;

namespace Tamma.Providers.Http;

/// <summary>
/// The words that a provider gives an error: OpenAI's <c>{"error":{"message","type","code"}}</c> with a string or an integer
/// as code, Anthropic's and Google's with their details, a bare string, or the members at the root. The message may repeat the key, so
/// it goes into no log and no fault; what <see cref="Reason"/> keeps of it is cleaned.
/// </summary>
internal sealed record ProviderError(string? Code, string? Type)
{
    private const int Longest = 64;

    private static readonly string[] s_model = ["model_not_found", "model_not_supported", "unsupported_model", "model_not_available", "invalid_model", "ModelError", "1211"];

    private static readonly string[] s_quota =
    [
        "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error", "enforced_spend_limit_reached", "insufficient_balance", "insufficient_credits",
        "payment_required", "budget_exceeded", "CreditsError", "MonthlyLimitError", "UserLimitError",
        "1113", "1309", "1314", // z.ai: no balance; the plan has run out, or is not this key's
    ];

    private static readonly string[] s_key =
        ["invalid_api_key", "authentication_error", "unauthorized", "Unauthorized", "UnauthorizedError", "invalid_authentication", "AuthError", "UNAUTHENTICATED", "API_KEY_INVALID"];

    private static readonly string[] s_permission =
        ["permission_error", "permission_denied", "PERMISSION_DENIED", "forbidden", "Forbidden", "model_access_denied", "unsupported_country_region_territory", "RegionError"];

    private static readonly string[] s_rate =
    [
        "rate_limit_exceeded", "rate_limit_error", "rate_limited", "too_many_requests", "RESOURCE_EXHAUSTED",
        "RateLimitError", "FreeUsageLimitError", "GoUsageLimitError", "BlackUsageLimitError",
        "1302", "1305", "1308", "1310", // z.ai: at once, the model is busy, the plan's hours, its week or month
    ];

    private static readonly string[] s_missing = ["not_found", "not_found_error", "NotFoundError", "NOT_FOUND", .. s_model];

    /// <summary>For people: the most telling word, or nothing.</summary>
    public string? Word => Code ?? Type;

    /// <summary>The word inside the details: Anthropic's <c>error_code</c>, the reason of Google's <c>ErrorInfo</c>.</summary>
    public string? Detail { get; init; }

    /// <summary>What the message said, shortened and without anything that may be a secret; null when nothing of it is left.</summary>
    public string? Reason { get; init; }

    /// <summary>When the body says that it may be asked again: Google's <c>RetryInfo</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Google's <c>limit: 0</c>: this account has none at all, and waiting gives it none.</summary>
    public bool HasNoQuotaAtAll { get; init; }

    /// <summary>The most telling word where a code that repeats the HTTP status tells nothing.</summary>
    public string? Telling => Detail ?? (Code is { Length: 3 } && Code.All(char.IsAsciiDigit) ? Type ?? Code : Word);

    public bool SaysQuota => HasNoQuotaAtAll || Says(s_quota);

    /// <summary>Whether it is the model that is refused, whatever the status.</summary>
    public bool SaysModel => Says(s_model);

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
            var root = document.RootElement;
            return Read(root.ValueKind is JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root, secrets); // Google wraps some
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
            return root.TryGetProperty("code"u8, out _) && (root.TryGetProperty("message"u8, out _) || IsFailure(root)) ? From(root, secrets) : null;
        }

        return error.ValueKind switch
        {
            JsonValueKind.Object => From(error, secrets),
            JsonValueKind.String => new(Clean(error.GetString()!, secrets), null) { Reason = ErrorText.Clean(error.GetString()!, secrets) },
            JsonValueKind.Null => null,
            _ => new(null, null),
        };
    }

    /// <param name="error">The object that holds the words.</param>
    public static ProviderError From(JsonElement error, IReadOnlyCollection<string> secrets)
    {
        var details = ErrorDetails.Of(error);
        return new(
            Member(error, "code"u8, secrets),
            Member(error, "type"u8, secrets) ?? Member(error, "status"u8, secrets) ?? Member(error, "reason"u8, secrets) ?? Clean(details.ErrorType ?? "", secrets))
        {
            Detail = Clean(details.Word ?? "", secrets),
            Reason = details.Message is { } message ? ErrorText.Clean(message, secrets) : null,
            RetryAfter = details.RetryAfter,
            HasNoQuotaAtAll = details.HasNoQuotaAtAll,
        };
    }

    /// <summary>z.ai's gateway, with a good status: <c>{"code":1001,"msg":"…","success":false}</c>.</summary>
    private static bool IsFailure(JsonElement root) =>
        root.TryGetProperty("msg"u8, out _) && root.TryGetProperty("success"u8, out var success) && success.ValueKind is JsonValueKind.False;

    private static string? Member(JsonElement error, ReadOnlySpan<byte> name, IReadOnlyCollection<string> secrets) =>
        !error.TryGetProperty(name, out var word) ? null
        : word.ValueKind is JsonValueKind.String ? Clean(word.GetString()!, secrets)
        : word.ValueKind is JsonValueKind.Number ? Clean(word.GetRawText(), secrets)
        : null;

    /// <summary>Only what looks like a code is repeated, and nothing that we sent.</summary>
    private static string? Clean(string word, IReadOnlyCollection<string> secrets) =>
        word.Length is > 0 and <= Longest && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
        && !secrets.Any(secret => secret.Length > 0 && word.Contains(secret, StringComparison.OrdinalIgnoreCase))
        && !ErrorText.LooksLikeSecret(word)
            ? word
            : null;

    private bool Says(string[] words) => new[] { Code, Type, Detail }.Any(word => words.Contains(word, StringComparer.Ordinal));
}
