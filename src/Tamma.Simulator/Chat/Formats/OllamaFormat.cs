using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Ollama's own chat and generate: a line of JSON for each frame, streamed unless it is told not to.</summary>
/// <param name="isGenerate">A prompt instead of messages, and "response" instead of a message.</param>
internal sealed class OllamaFormat(bool isGenerate) : IChatFormat
{
    private const double LoadMs = 1.5;

    public Framing Framing => Framing.Lines;

    public string StreamType => "application/x-ndjson";

    public Failure? Check(ChatCall call) => OllamaReading.Check(call);

    public ChatRequest Read(ChatCall call) => OllamaReading.Read(call, isGenerate);

    public void WriteBody(Utf8JsonWriter json, ChatExchange exchange)
    {
        json.WriteStartObject();
        WriteHead(json, exchange);
        WriteContent(json, exchange.Answer.FullText, exchange.Answer.HasShownReasoning ? exchange.Answer.ReasoningText : null, exchange.Answer.Call);
        WriteEnd(json, exchange);
        json.WriteEndObject();
    }

    public void WriteFrames(FrameList frames, ChatExchange exchange)
    {
        foreach (var piece in exchange.ReasoningPieces)
        {
            Add(frames, exchange, FrameKind.Reasoning, piece, json => WriteContent(json, "", piece.Text, call: null));
        }

        foreach (var piece in exchange.TextPieces)
        {
            Add(frames, exchange, FrameKind.Text, piece, json => WriteContent(json, piece.Text, thinking: null, call: null));
        }

        if (exchange.Answer.Call is { } call)
        {
            // Arguments come whole, when the last of them is there.
            var tokens = call.Arguments.Count;
            Add(frames, exchange, FrameKind.Tool, new(exchange.End - Math.Min(1, tokens), tokens, ""), json => WriteContent(json, "", thinking: null, call));
        }

        frames.Add(FrameKind.Finish, exchange.End, 0, json =>
        {
            json.WriteStartObject();
            WriteHead(json, exchange);
            WriteContent(json, "", thinking: null, call: null);
            WriteEnd(json, exchange);
            json.WriteEndObject();
        });
    }

    public void WriteError(FrameList frames, int slot, ChatExchange exchange) =>
        frames.AddText(FrameKind.Error, slot, 0, name: null, """{"error":"an error was encountered while running the model: unexpected EOF"}""");

    public void WriteUnknown(FrameList frames, int slot, ChatExchange exchange) =>
        frames.AddText(FrameKind.Unknown, slot, 0, name: null, """{"simulator_unknown":true}""");

    private static void Add(FrameList frames, ChatExchange exchange, FrameKind kind, Piece piece, Action<Utf8JsonWriter> content) =>
        frames.Add(kind, piece.Slot, piece.Tokens, json =>
        {
            json.WriteStartObject();
            WriteHead(json, exchange);
            content(json);
            json.WriteBoolean("done", value: false);
            json.WriteEndObject();
        });

    private static void WriteHead(Utf8JsonWriter json, ChatExchange exchange)
    {
        json.WriteString("model", exchange.Answer.Model);
        json.WriteString("created_at", exchange.Answer.Created.UtcDateTime);
    }

    private void WriteContent(Utf8JsonWriter json, string text, string? thinking, ToolCall? call)
    {
        if (!isGenerate)
        {
            json.WriteStartObject("message");
            json.WriteString("role", "assistant");
        }

        json.WriteString(isGenerate ? "response" : "content", text);
        if (thinking is not null)
        {
            json.WriteString("thinking", thinking);
        }

        if (call is not null)
        {
            WriteCall(json, call);
        }

        if (!isGenerate)
        {
            json.WriteEndObject();
        }
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCall call)
    {
        json.WriteStartArray("tool_calls");
        json.WriteStartObject();
        json.WriteString("id", $"call_{call.Id[..8]}");
        json.WriteStartObject("function");
        json.WriteNumber("index", 0);
        json.WriteString("name", call.Name);
        json.WritePropertyName("arguments");
        json.WriteRawValue(JsonReading.IsJson(call.Json) ? call.Json : "{}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Durations are nanoseconds, as planned; what is zero is left out, as Go does it.</summary>
    private static void WriteEnd(Utf8JsonWriter json, ChatExchange exchange)
    {
        var (answer, behaviour) = (exchange.Answer, exchange.Behaviour);
        json.WriteBoolean("done", value: true);
        json.WriteString("done_reason", exchange.Request.Turns is [] ? "load" : answer.Finish == Finish.Length ? "length" : "stop");
        if (!answer.TellsUsage || exchange.Request.Turns is [])
        {
            return;
        }

        var eval = behaviour.ItlMs * Math.Max(0, answer.Usage.Output - 1);
        WriteNanoseconds(json, "total_duration", LoadMs + behaviour.TtftMs + eval);
        WriteNanoseconds(json, "load_duration", LoadMs);
        WriteIfAny(json, "prompt_eval_count", answer.Usage.Prompt - answer.Usage.Cached);
        WriteNanoseconds(json, "prompt_eval_duration", behaviour.TtftMs);
        WriteIfAny(json, "eval_count", answer.Usage.Output);
        WriteNanoseconds(json, "eval_duration", eval);
    }

    private static void WriteNanoseconds(Utf8JsonWriter json, string name, double milliseconds) => WriteIfAny(json, name, (long)(milliseconds * 1_000_000));

    private static void WriteIfAny(Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }
}
