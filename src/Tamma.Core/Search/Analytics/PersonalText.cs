using System.Buffers;

namespace Tamma.Search.Analytics;

/// <summary>
/// Tells what may be a secret, or say who somebody is: an e-mail address, a web or network address, a long number, a key. Rather too much than too
/// little; names of models pass. Names of people cannot be told from names of models.
/// </summary>
internal static class PersonalText
{
    private const int LongNumber = 9;
    private const int LongGroupedNumber = 11;
    private const int LeastSecret = 12;
    private const int LongestWord = 40;
    private const int AddressParts = 4;

    /// <summary>A random text changes between letters, digits and cases once in two or three characters, a name seldom.</summary>
    private const int CharactersOfChange = 4;

    private static readonly SearchValues<char> s_between = SearchValues.Create(" \t\r\n\"'=,;()[]{}<>|&/");

    private static readonly SearchValues<string> s_marks = SearchValues.Create(
        ["://", "www.", "-----begin", "bearer ", "password", "passwd", "apikey", "api_key=", "api-key:", "secret=", "secret:", "token=", "token:"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] s_starts =
    [
        "sk-", "sk_", "pk_", "rk_", "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xapp-", "AKIA", "ASIA", "AIza", "ya29.", "eyJ", "hf_", "gsk_", "nvapi-", "r8_", "tamma_",
    ];

    public static bool Is(string text)
    {
        if (text.AsSpan().ContainsAny(s_marks) || HasLongNumber(text))
        {
            return true;
        }

        foreach (var range in text.AsSpan().SplitAny(s_between))
        {
            var word = text.AsSpan(range);
            if (IsMail(word) || IsAddress(word) || IsSecret(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Digits in a row, or in groups as telephone and card numbers are written.</summary>
    private static bool HasLongNumber(string text)
    {
        var (run, grouped, gap) = (0, 0, 0);
        foreach (var letter in text)
        {
            if (char.IsDigit(letter))
            {
                (run, grouped, gap) = (run + 1, grouped + 1, 0);
                if (run >= LongNumber || grouped >= LongGroupedNumber)
                {
                    return true;
                }
            }
            else
            {
                gap++;
                run = 0;
                grouped = gap <= 2 && letter is ' ' or '-' or '.' or '/' or '(' or ')' ? grouped : 0;
            }
        }

        return false;
    }

    /// <summary>In <c>claude-opus-4@20250514</c> no name with a dot follows.</summary>
    private static bool IsMail(ReadOnlySpan<char> word)
    {
        var at = word.IndexOf('@');
        return at > 0 && word[(at + 1)..].LastIndexOf('.') is > 0 and var dot && at + 2 + dot < word.Length && char.IsLetter(word[at + 2 + dot]);
    }

    /// <summary>Four numbers with points between, with a port or without, or six or more groups with colons.</summary>
    private static bool IsAddress(ReadOnlySpan<char> word)
    {
        var parts = 0;
        foreach (var range in (word.Count(':') == 1 ? word[..word.IndexOf(':')] : word).Split('.'))
        {
            var part = word[range];
            if (part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9'))
            {
                parts = int.MinValue;
            }

            parts++;
        }

        return parts == AddressParts || word.Count(':') > AddressParts;
    }

    private static bool IsSecret(ReadOnlySpan<char> word)
    {
        if (word.Length < LeastSecret)
        {
            return false;
        }

        foreach (var start in s_starts)
        {
            if (word.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        var (run, changes, all, most) = (0, 0, 0, 0);
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsLetterOrDigit(word[i]))
            {
                (run, changes) = (0, 0);
                continue;
            }

            run++;
            if (run > 1 && IsChange(word[i - 1], word[i]))
            {
                changes++;
                all++;
            }

            most = Math.Max(most, changes);
            if (run > LongestWord || (run >= LeastSecret && changes * CharactersOfChange >= run))
            {
                return true;
            }
        }

        // A UUID, or base64 with dashes in it.
        return word.Length >= 2 * LeastSecret && most >= 3 && all * CharactersOfChange >= word.Length;
    }

    /// <summary>A capital before small letters is how names are written.</summary>
    private static bool IsChange(char before, char letter) =>
        char.IsDigit(before) != char.IsDigit(letter) || (char.IsLower(before) && char.IsUpper(letter));
}
