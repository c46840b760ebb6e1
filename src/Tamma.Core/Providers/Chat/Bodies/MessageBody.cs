using System.Text.Json;

namespace Tamma.Providers.Chat.Bodies;

/// <summary>What was said before the prompt.</summary>
internal static class MessageBody
{
    /// <summary>As elements of the list of messages that is open: OpenAI's two and Ollama.</summary>
    public static void Plain(Utf8JsonWriter json, ChatRequest request)
    {
        foreach (var message in request.Before)
        {
            Plain(json, message);
        }
    }

    /// <summary>The same without what the system says, which Anthropic has elsewhere.</summary>
    public static void WithoutSystem(Utf8JsonWriter json, ChatRequest request)
    {
        foreach (var message in request.Before.Where(message => message.Role is not ChatRole.System))
        {
            Plain(json, message);
        }
    }

    /// <summary>All that the system says, as one text; null where it says nothing.</summary>
    public static string? System(ChatRequest request) =>
        request.Before.Where(message => message.Role is ChatRole.System).Select(message => message.Text).ToList() is [_, ..] texts ? string.Join("\n\n", texts) : null;

    private static void Plain(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role switch { ChatRole.System => "system"u8, ChatRole.User => "user"u8, _ => "assistant"u8 });
        json.WriteString("content"u8, message.Text);
        json.WriteEndObject();
    }
}
