using System.Collections.Immutable;

namespace Tamma.Providers;

/// <summary>Tells where somebody put a secret itself into a definition that is kept. Guesses by names and by the beginnings that keys have; when in doubt it is one.</summary>
internal static class LiteralSecrets
{
    private static readonly ImmutableArray<string> s_words = ["authorization", "api-key", "apikey", "token", "secret", "cookie", "password", "auth-key", "access-key"];

    private static readonly ImmutableArray<string> s_beginnings = ["sk-", "Bearer ", "Basic ", "ghp_", "gho_", "ghu_", "github_pat_", "AIza", "xai-", "gsk_", "hf_", "eyJ"];

    /// <summary>Whether a header or a query parameter of this name carries a credential.</summary>
    public static bool IsCredentialName(string name)
    {
        var plain = name.Replace('_', '-').ToLowerInvariant();
        return plain is "key" or "sig" or "signature" || s_words.Any(word => plain.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Whether a value looks like a key.</summary>
    public static bool LooksLikeKey(string value) => s_beginnings.Any(beginning => value.TrimStart().StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first parameter of an address's query that carries a credential.</summary>
    public static string? InQuery(Uri url) =>
        url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .FirstOrDefault(pair => IsCredentialName(Uri.UnescapeDataString(pair[0])) || (pair.Length > 1 && LooksLikeKey(Uri.UnescapeDataString(pair[1]))))?[0];
}
