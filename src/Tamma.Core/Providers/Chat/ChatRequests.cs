using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Providers.Chat.Bodies;

namespace Tamma.Providers.Chat;

/// <summary>The smallest sensible request in each protocol.</summary>
public static class ChatRequests
{
    /// <summary>Name of the function that <see cref="ChatCheck.Tool"/> offers, and of the schema of <see cref="ChatCheck.Schema"/>.</summary>
    public const string Tool = "give_answer";

    /// <summary>The one member of that function's arguments and of that schema.</summary>
    public const string Field = "answer";

    /// <summary>A PNG of one pixel, in Base64.</summary>
    public const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private const int FewestInResponses = 16;

    /// <returns>UTF-8, to be sent as <c>application/json</c>.</returns>
    public static ReadOnlyMemory<byte> Body(ChatProtocol protocol, ChatRequest request, ChatDialect? dialect = null)
    {
        var known = dialect ?? ChatDialect.Default;
        var fewest = known.FewestTokens ?? (protocol is ChatProtocol.Responses ? FewestInResponses : 1);
        var bounded = request with { MaxTokens = Math.Max(request.MaxTokens, fewest) };
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            switch (protocol)
            {
                case ChatProtocol.OpenAi:
                    OpenAiBody.Write(json, bounded, known);
                    break;
                case ChatProtocol.Responses:
                    ResponsesBody.Write(json, bounded, known);
                    break;
                case ChatProtocol.Anthropic:
                    AnthropicBody.Write(json, bounded, known);
                    break;
                case ChatProtocol.Gemini:
                    GeminiBody.Write(json, bounded);
                    break;
                case ChatProtocol.Ollama:
                    OllamaBody.Write(json, bounded, known);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <returns>Relative to the connection's base, which ends before it: OpenAI's holds <c>/v1</c>, Anthropic's and Gemini's do not.</returns>
    public static string Path(ChatProtocol protocol, string model, bool stream, ChatDialect? dialect = null) => protocol switch
    {
        ChatProtocol.OpenAi => "chat/completions",
        ChatProtocol.Responses => "responses",
        ChatProtocol.Anthropic => "v1/messages",
        ChatProtocol.Gemini => $"{(dialect ?? ChatDialect.Default).GeminiVersion}/{GeminiModel(model)}:{(stream ? "streamGenerateContent?alt=sse" : "generateContent")}",
        ChatProtocol.Ollama => "api/chat",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
    };

    /// <summary>What goes with each request beside the key and the content type.</summary>
    public static ImmutableDictionary<string, string> Headers(ChatProtocol protocol, ChatDialect? dialect = null) =>
        protocol is ChatProtocol.Anthropic
            ? ImmutableDictionary<string, string>.Empty.Add("anthropic-version", (dialect ?? ChatDialect.Default).AnthropicVersion)
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>A model stands in a collection: <c>models</c>, unless its name says otherwise (<c>tunedModels/x</c>).</summary>
    private static string GeminiModel(string model) =>
        model.Split('/') is [("models" or "tunedModels") and var collection, var id]
            ? $"{collection}/{Uri.EscapeDataString(id)}"
            : $"models/{Uri.EscapeDataString(model)}";
}
