using System.Text;
using System.Text.Json;

namespace Tamma.Client.Benchmarks.Prompts;

/// <summary>
/// Prompts of one's own: JSON lines (<c>.jsonl</c>, <c>.ndjson</c>) with <c>prompt</c> or <c>messages</c>, and perhaps <c>max_tokens</c> and <c>tools</c>; a table
/// (<c>.csv</c>, RFC 4180) with a column <c>prompt</c>, and perhaps <c>system</c> and <c>max_tokens</c>; any other file is a text with a prompt on each line.
/// </summary>
public static class PromptFile
{
    /// <summary>Bytes of a file.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>Characters of a line of JSON or text.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads prompts.</summary>
    /// <param name="name">Of the file: its ending says what it is, and messages name it.</param>
    /// <param name="bytes">UTF-8.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="PromptFileException">It cannot be used.</exception>
    public static IReadOnlyList<LoadPrompt> Read(string name, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Text(name, bytes);
        var prompts = new List<LoadPrompt>();
        foreach (var (line, prompt) in Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".JSONL" or ".NDJSON" => Lines(name, text).Select(line => (line.Number, PromptJson.Read(name, line.Number, line.Text))),
            ".CSV" => PromptTable.Read(name, text),
            ".JSON" => throw new PromptFileException(name, "one JSON document is no list of lines; write one JSON object a line into a file that ends with .jsonl"),
            _ => Lines(name, text).Select(line => (line.Number, new LoadPrompt { Prompt = line.Text })),
        })
        {
            if (PromptRules.Mistake(prompt) is { } mistake)
            {
                throw new PromptFileException(name, line, $"{mistake}.");
            }

            prompts.Add(prompt);
            if (prompts.Count > PromptRules.MostPrompts)
            {
                throw new PromptFileException(name, line, FormattableString.Invariant($"more than {PromptRules.MostPrompts:N0} prompts; take fewer, they are asked again from the first."));
            }
        }

        return prompts is [] ? throw new PromptFileException(name, "it holds no prompt.") : prompts;
    }

    /// <summary>Reads functions: a JSON array of OpenAI's form, <c>[{"type":"function","function":{"name":…,"description":…,"parameters":{…}}}]</c>.</summary>
    /// <param name="name">Of the file: messages name it.</param>
    /// <param name="bytes">UTF-8.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="PromptFileException">It cannot be used.</exception>
    public static IReadOnlyList<LoadTool> ReadTools(string name, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            using var json = JsonDocument.Parse(Text(name, bytes), PromptJson.Options);
            var tools = PromptJson.Tools(json.RootElement);
            return PromptRules.Mistake(tools) is { } mistake ? throw new PromptFileException(name, $"{mistake}.") : tools;
        }
        catch (JsonException ex)
        {
            throw new PromptFileException(name, (int)Math.Min(int.MaxValue - 1, ex.LineNumber ?? 0) + 1, $"it is no JSON: {PromptJson.Said(ex)}");
        }
        catch (FormatException ex)
        {
            throw new PromptFileException(name, $"{ex.Message}.");
        }
        catch (InvalidOperationException)
        {
            throw new PromptFileException(name, PromptJson.HalfOfOne);
        }
    }

    private static string Text(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            throw new PromptFileException(name, $"it is larger than {MostBytes >> 20} MiB; take fewer or shorter prompts.");
        }

        try
        {
            return s_strict.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new PromptFileException(name, "it is not in UTF-8; save it so.");
        }
    }

    private static IEnumerable<(int Number, string Text)> Lines(string name, string text)
    {
        var number = 0;
        foreach (var range in Ranges(text))
        {
            number++;
            var line = text[range];
            if (line.Length > LongestLine)
            {
                throw new PromptFileException(name, number, $"the line is longer than {LongestLine >> 20} Mi characters; shorten the prompt.");
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, line);
            }
        }
    }

    /// <summary>Ends of lines are those of files, and not the separators of Unicode that may stand in a prompt.</summary>
    private static IEnumerable<Range> Ranges(string text)
    {
        for (var from = 0; from < text.Length;)
        {
            var end = text.IndexOf('\n', from);
            var to = end < 0 ? text.Length : end;
            yield return from..(to > from && text[to - 1] == '\r' ? to - 1 : to);
            from = to + 1;
        }
    }
}
