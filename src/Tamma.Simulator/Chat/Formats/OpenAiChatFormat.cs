using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Chat completions, in one dialect.</summary>
internal sealed class OpenAiChatFormat(OpenAiDialect dialect) : IChatFormat
{
    public Framing Framing => Framing.Events;

    public Failure? Check(ChatCall call) => OpenAiChatReading.Check(call);

    public ChatRequest Read(ChatCall call) => OpenAiChatReading.Read(call, dialect);

    public void WriteBody(Utf8JsonWriter json, ChatExchange exchange)
    {
        var answer = exchange.Answer;
        json.WriteStartObject();
        WriteHead(json, exchange, "chat.completion");
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        if (answer.HasShownReasoning && dialect.ThinksInContent)
        {
            MistralThought.WriteContent(json, answer.ReasoningText, answer.FullText);
        }
        else
        {
            json.WriteString("content", answer.Call is null ? answer.FullText : null);
        }

        json.WriteNull("refusal");
        if (answer.HasShownReasoning && dialect.ReasoningKey is { } key)
        {
            json.WriteString(key, answer.ReasoningText);
        }

        if (answer.Call is { } call)
        {
            json.WriteStartArray("tool_calls");
            WriteCall(json, call, call.Json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", OpenAiChatParts.FinishOf(answer.Finish));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteTail(json, exchange);
        if (dialect.TellsCostLast)
        {
            json.WriteString("cost", OpenAiChatParts.CostText(exchange));
        }

        json.WriteEndObject();
    }

    public void WriteFrames(FrameList frames, ChatExchange exchange)
    {
        if (dialect.IsOpenRouter)
        {
            // Twice, so that one who takes the first line for the first token is wrong twice.
            frames.AddComment(-1, "OPENROUTER PROCESSING");
            frames.AddComment(-1, "OPENROUTER PROCESSING");
        }

        var sent = 0;
        AddDelta(frames, exchange, FrameKind.Preamble, new(-1, 0, ""), ref sent, static (json, _) => WriteStart(json));
        foreach (var piece in exchange.ReasoningPieces)
        {
            AddDelta(frames, exchange, FrameKind.Reasoning, piece, ref sent, WriteThought);
        }

        foreach (var piece in exchange.TextPieces)
        {
            AddDelta(frames, exchange, FrameKind.Text, piece, ref sent, static (json, text) => json.WriteString("content", text));
        }

        AddCall(frames, exchange, ref sent);
        AddEnd(frames, exchange);
    }

    public void WriteError(FrameList frames, int slot, ChatExchange exchange)
    {
        if (dialect.IsOpenRouter)
        {
            frames.Add(FrameKind.Error, slot, 0, json => OpenRouterError.Write(json, exchange, () => WriteHead(json, exchange, "chat.completion.chunk")));
            return;
        }

        frames.AddText(FrameKind.Error, slot, 0, name: null, exchange.Refuse(Failure.ServerError).Body);
    }

    public void WriteUnknown(FrameList frames, int slot, ChatExchange exchange) => frames.Add(FrameKind.Unknown, slot, 0, "simulator.unknown", json =>
    {
        json.WriteStartObject();
        WriteHead(json, exchange, "simulator.unknown");
        json.WriteStartArray("choices");
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void AddCall(FrameList frames, ChatExchange exchange, ref int sent)
    {
        if (exchange.Answer.Call is not { } call)
        {
            return;
        }

        AddDelta(frames, exchange, FrameKind.Tool, new(exchange.OutputSlot, 0, ""), ref sent, (json, _) =>
        {
            json.WriteStartArray("tool_calls");
            WriteCall(json, call, "");
            json.WriteEndArray();
        });
        foreach (var piece in exchange.CallPieces)
        {
            AddDelta(frames, exchange, FrameKind.Tool, piece, ref sent, static (json, text) =>
            {
                json.WriteStartArray("tool_calls");
                json.WriteStartObject();
                json.WriteNumber("index", 0);
                json.WriteStartObject("function");
                json.WriteString("arguments", text);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            });
        }
    }

    private void AddEnd(FrameList frames, ChatExchange exchange)
    {
        var tellsUsage = exchange.Request.IncludesUsage && exchange.Answer.TellsUsage;
        frames.Add(FrameKind.Finish, exchange.End, 0, json =>
        {
            json.WriteStartObject();
            WriteHead(json, exchange, "chat.completion.chunk");
            WriteChoice(json, OpenAiChatParts.FinishOf(exchange.Answer.Finish), static _ => { });
            if (tellsUsage && dialect.UsageWithFinish)
            {
                OpenAiChatParts.WriteUsage(json, exchange, dialect);
            }
            else if (exchange.Request.ContinuousUsage && exchange.Answer.TellsUsage)
            {
                WriteUsageSoFar(json, exchange, exchange.Answer.Usage.Output);
            }
            else if (exchange.Request.IncludesUsage && !dialect.AlwaysTellsUsage)
            {
                json.WriteNull("usage");
            }

            if (dialect.TellsTimings && !tellsUsage)
            {
                OpenAiChatParts.WriteTimings(json, exchange);
            }

            json.WriteEndObject();
        });
        if (tellsUsage && !dialect.UsageWithFinish)
        {
            frames.Add(FrameKind.Usage, exchange.End, 0, json =>
            {
                json.WriteStartObject();
                WriteHead(json, exchange, "chat.completion.chunk");
                json.WriteStartArray("choices");
                json.WriteEndArray();
                WriteTail(json, exchange);
                json.WriteEndObject();
            });
        }

        frames.AddText(FrameKind.Done, exchange.End, 0, name: null, "[DONE]");
        if (dialect.TellsCostLast && exchange.Answer.TellsUsage)
        {
            frames.Add(FrameKind.Usage, exchange.End, 0, json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("choices");
                json.WriteEndArray();
                json.WriteString("cost", OpenAiChatParts.CostText(exchange));
                json.WriteEndObject();
            });
        }
    }

    /// <param name="sent">How many tokens have been sent, hidden thought with them.</param>
    private void AddDelta(FrameList frames, ChatExchange exchange, FrameKind kind, Piece piece, ref int sent, Action<Utf8JsonWriter, string> write)
    {
        sent = piece.Tokens > 0 ? piece.Slot + piece.Tokens : sent;
        var soFar = sent;
        frames.Add(kind, piece.Slot, piece.Tokens, json =>
        {
            json.WriteStartObject();
            WriteHead(json, exchange, "chat.completion.chunk");
            WriteChoice(json, finish: null, delta => write(delta, piece.Text));
            if (exchange.Request.ContinuousUsage && exchange.Answer.TellsUsage)
            {
                WriteUsageSoFar(json, exchange, soFar);
            }
            else if (exchange.Request.IncludesUsage && !dialect.AlwaysTellsUsage)
            {
                json.WriteNull("usage");
            }

            json.WriteEndObject();
        });
    }

    private static void WriteUsageSoFar(Utf8JsonWriter json, ChatExchange exchange, int sent)
    {
        json.WriteStartObject("usage");
        OpenAiChatParts.WriteTotals(json, exchange.Answer.Usage.Prompt, sent);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, ChatExchange exchange, string kind)
    {
        json.WriteString("id", $"chatcmpl-{exchange.Answer.Id}");
        json.WriteString("object", kind);
        json.WriteNumber("created", exchange.Created);
        json.WriteString("model", exchange.Answer.Model);
        json.WriteString("system_fingerprint", "fp_simulator");
    }

    private void WriteTail(Utf8JsonWriter json, ChatExchange exchange)
    {
        if (exchange.Answer.TellsUsage)
        {
            OpenAiChatParts.WriteUsage(json, exchange, dialect);
        }

        if (dialect.TellsTimings)
        {
            OpenAiChatParts.WriteTimings(json, exchange);
        }
    }

    private static void WriteChoice(Utf8JsonWriter json, string? finish, Action<Utf8JsonWriter> writeDelta)
    {
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("delta");
        writeDelta(json);
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finish);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteStart(Utf8JsonWriter json)
    {
        json.WriteString("role", "assistant");
        json.WriteString("content", "");
    }

    private void WriteThought(Utf8JsonWriter json, string text)
    {
        if (dialect.ThinksInContent)
        {
            MistralThought.WriteContent(json, text, answer: null);
            return;
        }

        json.WriteString(dialect.ReasoningKey!, text);
        if (dialect.IsOpenRouter)
        {
            json.WriteStartArray("reasoning_details");
            json.WriteStartObject();
            json.WriteString("type", "reasoning.text");
            json.WriteString("text", text);
            json.WriteNull("format");
            json.WriteNumber("index", 0);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCall call, string arguments)
    {
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteString("id", $"call_{call.Id}");
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
