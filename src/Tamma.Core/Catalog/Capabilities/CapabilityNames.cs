using System.Text;

namespace Tamma.Catalog.Capabilities;

/// <summary>Other people's spellings of a name, in one form.</summary>
public static class CapabilityNames
{
    private static readonly string[] s_prefixes = ["supports_", "supported_", "can_", "capabilities_", "is_", "has_"];
    private static readonly string[] s_suffixes = ["_supported", "_support", "_enabled"];

    /// <summary><c>supportsFunctionCalling</c>, <c>Function-Calling</c> and <c>function calling</c> → <c>function_calling</c>.</summary>
    public static string Plain(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                Break(snake);
                continue;
            }

            if (char.IsAsciiLetterUpper(letter) && i > 0 && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))))
            {
                Break(snake);
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return Cut(snake.ToString().Trim('_'));
    }

    private static void Break(StringBuilder snake)
    {
        if (snake.Length > 0 && snake[^1] != '_')
        {
            snake.Append('_');
        }
    }

    private static string Cut(string name)
    {
        var prefix = Array.Find(s_prefixes, start => name.Length > start.Length && name.StartsWith(start, StringComparison.Ordinal));
        name = prefix is null ? name : name[prefix.Length..];
        var suffix = Array.Find(s_suffixes, end => name.Length > end.Length && name.EndsWith(end, StringComparison.Ordinal));
        return suffix is null ? name : name[..^suffix.Length];
    }
}
