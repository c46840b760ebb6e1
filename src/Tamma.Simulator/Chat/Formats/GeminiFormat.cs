using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Gemini's generateContent: every frame is a whole response with a part of the text.</summary>
/// <param name="framing">Events with alt=sse, one array without.</param>
internal sealed class GeminiFormat(Framing framing) : IChatFormat
{
    public Framing Framing => framing;

    public string StreamType => framing == Framing.Events ? "text/event-stream" : "application/json; charset=UTF-8";

    /// <summary>Google ends its lines so, and its SDK splits at it.</summary>
    public string Newline => "\r\n";

    public Failure? Check(ChatCall call) => GeminiReading.Check(call);

    public ChatRequest Read(ChatCall call) => GeminiReading.Read(call);

    public void WriteBody(Utf8JsonWriter json, ChatExchange exchange) => Write(json, exchange, exchange.Answer.Usage.Output, FinishOf(exchange.Answer.Finish), () =>
    {
        if (exchange.Answer.HasShownReasoning)
        {
            WriteThought(json, exchange.Answer.ReasoningText);
        }

        if (exchange.Answer.Call is { } call)
        {
            WriteCall(json, call);
        }
        else
        {
            WriteText(json, exchange.Answer.FullText);
        }
    });

    public void WriteFrames(FrameList frames, ChatExchange exchange)
    {
        foreach (var piece in exchange.ReasoningPieces)
        {
            Add(frames, exchange, FrameKind.Reasoning, piece, WriteThought);
        }

        foreach (var piece in exchange.TextPieces)
        {
            Add(frames, exchange, FrameKind.Text, piece, WriteText);
        }

        if (exchange.Answer.Call is { } call)
        {
            // Arguments come whole, when the last of them is there.
            var tokens = call.Arguments.Count;
            Add(frames, exchange, FrameKind.Tool, new(exchange.End - Math.Min(1, tokens), tokens, ""), (json, _) => WriteCall(json, call));
        }

        frames.Add(FrameKind.Finish, exchange.End, 0, json =>
            Write(json, exchange, exchange.Answer.Usage.Output, FinishOf(exchange.Answer.Finish), () => WriteText(json, "")));
    }

    public void WriteError(FrameList frames, int slot, ChatExchange exchange) =>
        frames.AddText(FrameKind.Error, slot, 0, name: null, exchange.Refuse(ChatFailures.OfStatus(503) with { Message = "The model is overloaded. Please try again later." }).Body);

    public void WriteUnknown(FrameList frames, int slot, ChatExchange exchange) =>
        frames.AddText(FrameKind.Unknown, slot, 0, name: null, """{"simulatorUnknown":{"of":"no kind"}}""");

    private static void Add(FrameList frames, ChatExchange exchange, FrameKind kind, Piece piece, Action<Utf8JsonWriter, string> part)
    {
        var sent = kind == FrameKind.Tool ? exchange.End : piece.Slot + piece.Tokens;
        frames.Add(kind, piece.Slot, piece.Tokens, json => Write(json, exchange, sent, finish: null, () => part(json, piece.Text)));
    }

    private static void Write(Utf8JsonWriter json, ChatExchange exchange, int sent, string? finish, Action parts)
    {
        json.WriteStartObject();
        json.WriteStartArray("candidates");
        json.WriteStartObject();
        json.WriteStartObject("content");
        json.WriteStartArray("parts");
        parts();
        json.WriteEndArray();
        json.WriteString("role", "model");
        json.WriteEndObject();
        if (finish is not null)
        {
            json.WriteString("finishReason", finish);
        }

        json.WriteNumber("index", 0);
        json.WriteEndObject();
        json.WriteEndArray();
        if (exchange.Answer.TellsUsage)
        {
            WriteUsage(json, exchange.Answer.Usage, sent);
        }

        json.WriteString("modelVersion", exchange.Answer.Model);
        json.WriteString("responseId", exchange.Answer.Id);
        WriteStatus(json, exchange);
        json.WriteEndObject();
    }

    /// <summary>Thought is not among the candidates' tokens: what is paid for is both.</summary>
    private static void WriteUsage(Utf8JsonWriter json, ChatUsage usage, int sent)
    {
        json.WriteStartObject("usageMetadata");
        json.WriteNumber("promptTokenCount", usage.Prompt);
        json.WriteNumber("candidatesTokenCount", Math.Max(0, sent - usage.Reasoning));
        json.WriteNumber("totalTokenCount", usage.Prompt + sent);
        if (usage.Cached > 0)
        {
            json.WriteNumber("cachedContentTokenCount", usage.Cached);
        }

        json.WriteStartArray("promptTokensDetails");
        json.WriteStartObject();
        json.WriteString("modality", "TEXT");
        json.WriteNumber("tokenCount", usage.Prompt);
        json.WriteEndObject();
        json.WriteEndArray();
        if (usage.Reasoning > 0)
        {
            json.WriteNumber("thoughtsTokenCount", Math.Min(sent, usage.Reasoning));
        }

        json.WriteEndObject();
    }

    /// <summary>The only place where Gemini says that a model is to go.</summary>
    private static void WriteStatus(Utf8JsonWriter json, ChatExchange exchange)
    {
        if (exchange.Served.Status is not ("deprecated" or "retired") and { } or null)
        {
            return;
        }

        json.WriteStartObject("modelStatus");
        json.WriteString("modelStage", exchange.Served.Status.ToUpperInvariant());
        if (Rows.DateOf(exchange.Served.RetiresAt) is { } retires)
        {
            json.WriteString("retirementTime", Rows.Rfc3339(retires));
        }

        json.WriteString("message", $"{exchange.Served.Id} is {exchange.Served.Status}.");
        json.WriteEndObject();
    }

    private static string FinishOf(Finish finish) => finish == Finish.Length ? "MAX_TOKENS" : "STOP";

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteThought(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteBoolean("thought", value: true);
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCall call)
    {
        json.WriteStartObject();
        json.WriteStartObject("functionCall");
        json.WriteString("name", call.Name);
        json.WritePropertyName("args");
        json.WriteRawValue(JsonReading.IsJson(call.Json) ? call.Json : "{}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
