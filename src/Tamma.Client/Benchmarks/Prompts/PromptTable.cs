using System.Globalization;

namespace Tamma.Client.Benchmarks.Prompts;

/// <summary>Prompts in a table: columns by their names in the first record, in any order and case; others are passed over.</summary>
internal static class PromptTable
{
    /// <exception cref="PromptFileException">It is no table of prompts.</exception>
    public static IEnumerable<(int Line, LoadPrompt Prompt)> Read(string name, string text)
    {
        List<string>? header = null;
        foreach (var (line, fields) in new Csv(name, text).Records())
        {
            if (header is null)
            {
                header = [.. fields.Select(field => field.Trim().ToLowerInvariant())];
                Check(name, line, header);
            }
            else if (fields.Count != header.Count)
            {
                throw new PromptFileException(name, line, $"{fields.Count} fields where the first record has {header.Count}; put fields that hold commas in quotes.");
            }
            else
            {
                yield return (line, Prompt(name, line, header, fields));
            }
        }
    }

    private static void Check(string name, int line, List<string> header)
    {
        if (!header.Contains("prompt", StringComparer.Ordinal))
        {
            var hint = header is [var one] && one.Contains(';', StringComparison.Ordinal) ? " Fields are parted by commas, not by semicolons." : "";
            throw new PromptFileException(name, line, $"no column is named prompt; the first record names the columns: prompt, and perhaps system and max_tokens.{hint}");
        }

        if (header.FirstOrDefault(column => column is "prompt" or "system" or "max_tokens" && header.Count(other => other == column) > 1) is { } twice)
        {
            throw new PromptFileException(name, line, $"two columns are named {twice}; rename one.");
        }
    }

    private static LoadPrompt Prompt(string name, int line, List<string> header, IReadOnlyList<string> fields)
    {
        var (prompt, system, most) = (Field("prompt")!, Field("system"), Field("max_tokens"));
        var tokens = 0;
        return string.IsNullOrWhiteSpace(most) || int.TryParse(most.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out tokens)
            ? new()
            {
                Prompt = string.IsNullOrEmpty(system) ? prompt : null,
                Messages = string.IsNullOrEmpty(system) ? null : [new() { Role = "system", Content = system }, new() { Role = "user", Content = prompt }],
                MaxTokens = string.IsNullOrWhiteSpace(most) ? null : tokens,
            }
            : throw new PromptFileException(name, line, $"max_tokens is '{PromptRules.Shown(most)}', which is no whole number.");

        string? Field(string column) => header.IndexOf(column) is >= 0 and var at ? fields[at] : null;
    }
}
