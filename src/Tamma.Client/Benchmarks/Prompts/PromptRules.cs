using System.Buffers;
using System.Text.Json;

namespace Tamma.Client.Benchmarks.Prompts;

/// <summary>What prompts and functions must be to be sent in every protocol. Files and plans are held to the same.</summary>
public static class PromptRules
{
    /// <summary>Prompts of one plan.</summary>
    public const int MostPrompts = 100_000;

    /// <summary>Characters of all prompts of a plan together.</summary>
    public const long MostCharacters = 64 * 1024 * 1024;

    /// <summary>Messages of one conversation.</summary>
    public const int MostMessages = 1_000;

    /// <summary>Functions of one request: OpenAI takes no more.</summary>
    public const int MostTools = 128;

    /// <summary>Most tokens that an answer may be given.</summary>
    public const int MostTokens = 2_000_000;

    private const int LongestName = 64;

    private static readonly SearchValues<char> s_name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>What is wrong with a prompt.</summary>
    /// <param name="prompt">One of a plan.</param>
    /// <returns>What is wrong and what to do, as the rest of a sentence; null where nothing is.</returns>
    public static string? Mistake(LoadPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return prompt switch
        {
            { Prompt: null, Messages: null } => "there is neither a prompt nor messages; give one of both",
            { Prompt: not null, Messages: not null } => "there are a prompt and messages; give one of both",
            { Prompt: { } text } when string.IsNullOrWhiteSpace(text) => "the prompt is empty; write one or leave the line out",
            { MaxTokens: < 1 or > MostTokens } => FormattableString.Invariant($"max_tokens is between 1 and {MostTokens:N0}"),
            _ => (prompt.Messages is { } messages ? Mistake(messages) : null) ?? (prompt.Tools is { } tools ? Mistake(tools) : null),
        };
    }

    /// <summary>What is wrong with functions.</summary>
    /// <param name="tools">Those of one request.</param>
    /// <returns>What is wrong and what to do, as the rest of a sentence; null where nothing is.</returns>
    public static string? Mistake(IReadOnlyList<LoadTool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        if (tools.Count is 0 or > MostTools)
        {
            return $"there are {tools.Count} tools; give between 1 and {MostTools}";
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (tool, number) in tools.Select((tool, index) => (tool, index + 1)))
        {
            if (tool.Name.Length is 0 or > LongestName || tool.Name.AsSpan().ContainsAnyExcept(s_name))
            {
                return $"the name of tool {number} is not 1 to {LongestName} letters, digits, '_' and '-', which is what all protocols take";
            }

            if (!names.Add(tool.Name))
            {
                return $"two tools are named '{tool.Name}'; give each a name of its own";
            }

            if (tool.Parameters is { } whole && !CanBeSent(whole))
            {
                return $"parameters of '{tool.Name}' hold half a character (a lone surrogate); take it out";
            }

            if (tool.Parameters is { } parameters && !IsObject(parameters))
            {
                return $"parameters of '{tool.Name}' are no JSON Schema of an object; they begin with {{\"type\":\"object\"";
            }
        }

        return null;
    }

    /// <summary>Half a character can be read, but never written.</summary>
    private static bool CanBeSent(JsonElement json)
    {
        try
        {
            using var nowhere = new Utf8JsonWriter(Stream.Null);
            json.WriteTo(nowhere);
            return true;
        }
        catch (Exception ex) when (ex is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsObject(JsonElement schema) =>
        schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("object"u8);

    private static string? Mistake(IReadOnlyList<LoadMessage> messages)
    {
        if (messages.Count is 0 or > MostMessages)
        {
            return $"there are {messages.Count} messages; give between 1 and {MostMessages}";
        }

        if (messages.FirstOrDefault(message => message.Role is not ("system" or "user" or "assistant")) is { } odd)
        {
            return $"'{Shown(odd.Role)}' is no role; take system, user or assistant";
        }

        if (messages.SkipWhile(message => message.Role is "system").Any(message => message.Role is "system"))
        {
            return "what the system says comes before all other messages";
        }

        return messages[^1] switch
        {
            { Role: not "user" } => "the last message is not a user's; end with the one that is to be answered",
            { Content: var text } when string.IsNullOrWhiteSpace(text) => "the last message is empty; write what is to be answered",
            _ => null,
        };
    }

    internal static string Shown(string text)
    {
        var cut = text.Length <= 40 ? text : text[..40] + "…";
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
