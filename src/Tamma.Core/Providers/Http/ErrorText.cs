using System.Globalization;
using System.Text;

namespace Tamma.Providers.Http;

/// <summary>
/// A provider's own sentence, made fit to be shown: one line, bounded, and without what we sent or what looks like a key, an address
/// of a person or an account. It errs on the side of leaving out.
/// </summary>
internal static class ErrorText
{
    private const int Longest = 200;
    private const int LongestScanned = 4_096;
    private const int LongestRun = 24;
    private const string Mark = "[…]";

    private static readonly string[] s_prefixes =
        ["sk-", "sk_", "pk-", "pk_", "rk_", "AIza", "gho_", "ghu_", "ghp_", "ghs_", "github_pat_", "eyJ", "xai-", "gsk_", "hf_", "org-", "proj_", "ya29."];

    /// <returns>Null when nothing is left.</returns>
    public static string? Clean(string message, IReadOnlyCollection<string> secrets)
    {
        var text = secrets.Where(secret => secret.Length > 0)
            .OrderByDescending(secret => secret.Length)
            .Aggregate(message.Length > LongestScanned ? message[..LongestScanned] : message, (rest, secret) => rest.Replace(secret, Mark, StringComparison.OrdinalIgnoreCase));

        var kept = new StringBuilder();
        var before = "";
        foreach (var word in Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var clean = IsSecret(word, before) ? Mark : WithoutQuery(word);
            before = word;
            if (kept.Length + clean.Length + 1 > Longest)
            {
                kept.Append('…');
                break;
            }

            kept.Append(kept.Length > 0 ? " " : "").Append(clean);
        }

        return kept.Length > 0 && kept.ToString() is not ("…" or Mark) ? kept.ToString() : null;
    }

    /// <summary>Whether a word by itself has the shape of a key.</summary>
    public static bool LooksLikeSecret(string word) => IsSecret(word, "");

    /// <summary>No line breaks, nothing unseen, nothing that turns the direction of writing.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => ' ',
        UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => '\uFFFD',
        _ => c,
    }).Where(c => c != '\uFFFD'));

    private static bool IsSecret(string word, string before)
    {
        var bare = word.Trim('"', '\'', '`', '(', ')', '[', ']', '<', '>', ',', '.', ':', ';', '=');
        return bare.Contains("***", StringComparison.Ordinal)
            || (bare.Contains('@', StringComparison.Ordinal) && bare.Contains('.', StringComparison.Ordinal))
            || s_prefixes.Any(prefix => bare.StartsWith(prefix, StringComparison.Ordinal) && bare.Length > prefix.Length)
            || before.EndsWith("Bearer", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("key:", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("token:", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("provided:", StringComparison.OrdinalIgnoreCase)
            || HasLongRun(bare);
    }

    /// <summary>Keys are long runs of letters and digits; model ids break theirs with dashes and dots.</summary>
    private static bool HasLongRun(string word)
    {
        var (length, letters, digits) = (0, false, false);
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                (length, letters, digits) = (0, false, false);
                continue;
            }

            (length, letters, digits) = (length + 1, letters || char.IsAsciiLetter(c), digits || char.IsAsciiDigit(c));
            if (length >= LongestRun && letters && digits)
            {
                return true;
            }
        }

        return false;
    }

    private static string WithoutQuery(string word) =>
        word.Contains("://", StringComparison.Ordinal) && word.IndexOfAny(['?', '#']) is >= 0 and var at ? word[..at] : word;
}
