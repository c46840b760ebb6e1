using System.Text.Json;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Mistral's content when a model thinks: an array of a part with the thought and one with the answer.</summary>
internal static class MistralThought
{
    /// <param name="answer">Null in a frame, which holds thought alone.</param>
    public static void WriteContent(Utf8JsonWriter json, string thought, string? answer)
    {
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "thinking");
        json.WriteStartArray("thinking");
        WriteText(json, thought);
        json.WriteEndArray();
        json.WriteEndObject();
        if (answer is not null)
        {
            WriteText(json, answer);
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
