using System.Text.Json;

namespace Tamma.Client.Benchmarks.Prompts;

/// <summary>A prompt on a line of JSON, and functions in OpenAI's form. Members that are not known are somebody's own notes and are passed over.</summary>
internal static class PromptJson
{
    /// <summary>Less than a plan may have, since these stand within one.</summary>
    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = 48 };

    /// <summary>The reader of JSON meets it in the name of a member, which nobody asked for.</summary>
    public const string HalfOfOne = "the name of a member holds half a character (a lone surrogate).";

    /// <exception cref="PromptFileException">It is no prompt.</exception>
    public static LoadPrompt Read(string name, int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            return Prompt(json.RootElement);
        }
        catch (JsonException ex)
        {
            throw new PromptFileException(name, number, $"it is no JSON: {Said(ex)} Write one object a line, as {{\"prompt\":\"…\"}}.");
        }
        catch (FormatException ex)
        {
            throw new PromptFileException(name, number, $"{ex.Message}.");
        }
        catch (InvalidOperationException)
        {
            throw new PromptFileException(name, number, HalfOfOne);
        }
    }

    /// <exception cref="FormatException">They are no functions; the message is the rest of a sentence.</exception>
    public static List<LoadTool> Tools(JsonElement json) =>
        json.ValueKind is JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(Tool)]
            : throw new FormatException("tools are no list; write [{\"type\":\"function\",\"function\":{\"name\":\"…\",\"parameters\":{…}}}]");

    /// <summary>Without the place, which the caller gives in its own way.</summary>
    public static string Said(JsonException ex)
    {
        var message = PromptRules.Shown(ex.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.'));
        return $"{message} (byte {ex.BytePositionInLine ?? 0}).";
    }

    private static LoadPrompt Prompt(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException("it is no object; write {\"prompt\":\"…\"} or {\"messages\":[…]}");
        }

        return new()
        {
            Prompt = Member(json, "prompt") is { } prompt ? Text(prompt, "prompt") : null,
            Messages = Member(json, "messages") is { } messages ? Messages(messages) : null,
            MaxTokens = Member(json, "max_tokens") is not { } most ? null
                : most.ValueKind is JsonValueKind.Number && most.TryGetInt32(out var tokens) ? tokens
                : throw new FormatException("max_tokens is no whole number"),
            Tools = Member(json, "tools") is { } tools ? Tools(tools) : null,
        };
    }

    private static List<LoadMessage> Messages(JsonElement json) =>
        json.ValueKind is JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(Message)]
            : throw new FormatException("messages are no list; write [{\"role\":\"user\",\"content\":\"…\"}]");

    private static LoadMessage Message(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object && Member(json, "role") is { } role && Member(json, "content") is { } content
            ? new() { Role = Text(role, "role"), Content = content.ValueKind is JsonValueKind.Array ? string.Concat(content.EnumerateArray().Select(Part)) : Text(content, "content") }
            : throw new FormatException("a message has no role or no content; write {\"role\":\"user\",\"content\":\"…\"}");

    private static string Part(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object && Member(json, "type") is { ValueKind: JsonValueKind.String } type && type.ValueEquals("text"u8) && Member(json, "text") is { } text
            ? Text(text, "text")
            : throw new FormatException("a part of a message is no text; pictures and other parts are not sent");

    private static LoadTool Tool(JsonElement json)
    {
        // As the responses protocol has it, name and parameters stand beside the type.
        var function = json.ValueKind is JsonValueKind.Object && Member(json, "function") is { } inner ? inner : json;
        if (function.ValueKind is not JsonValueKind.Object || Member(function, "name") is not { } name)
        {
            throw new FormatException("a tool has no name; write {\"type\":\"function\",\"function\":{\"name\":\"…\",\"parameters\":{…}}}");
        }

        if (Member(json, "type") is { } type && !(type.ValueKind is JsonValueKind.String && type.ValueEquals("function"u8)))
        {
            throw new FormatException("a tool is no function; other tools run at the provider and are not offered");
        }

        return new()
        {
            Name = Text(name, "name"),
            Description = Member(function, "description") is { } description ? Text(description, "description") : null,
            Parameters = Member(function, "parameters") is { } parameters ? parameters.Clone() : null,
            Strict = Member(function, "strict") is not { } strict ? null
                : strict.ValueKind is JsonValueKind.True or JsonValueKind.False ? strict.GetBoolean()
                : throw new FormatException("strict is neither true nor false"),
        };
    }

    /// <summary>An explicit null says no more than nothing.</summary>
    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    private static string Text(JsonElement json, string name)
    {
        try
        {
            return json.ValueKind is JsonValueKind.String ? json.GetString()! : throw new FormatException($"{name} is no text");
        }
        catch (InvalidOperationException ex)
        {
            throw new FormatException($"{name} holds half a character (a lone surrogate)", ex);
        }
    }
}
