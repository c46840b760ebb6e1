using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Anthropic's messages: events with names, in blocks.</summary>
/// <param name="tellsCost">Zen says what it cost, in a ping after the end.</param>
internal sealed class AnthropicFormat(bool tellsCost) : IChatFormat
{
    public Framing Framing => Framing.Events;

    public string DeltaName => "content_block_delta";

    public Failure? Check(ChatCall call) => AnthropicReading.Check(call);

    public ChatRequest Read(ChatCall call) => AnthropicReading.Read(call);

    public void WriteBody(Utf8JsonWriter json, ChatExchange exchange)
    {
        var answer = exchange.Answer;
        json.WriteStartObject();
        AnthropicParts.WriteHead(json, exchange);
        json.WriteStartArray("content");
        if (answer.Reasoning.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("type", "thinking");
            json.WriteString("thinking", answer.ShowsReasoning ? answer.ReasoningText : "");
            json.WriteString("signature", AnthropicParts.Signature);
            json.WriteEndObject();
        }

        if (answer.Call is { } call)
        {
            WriteToolStart(json, call, () => json.WriteRawValue(InputOf(call)));
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", answer.FullText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("stop_reason", AnthropicParts.StopOf(answer.Finish));
        json.WriteNull("stop_sequence");
        if (answer.TellsUsage)
        {
            AnthropicParts.WriteUsage(json, exchange, answer.Usage.Output, isWhole: true);
        }

        if (tellsCost)
        {
            json.WriteString("cost", OpenAiChatParts.CostText(exchange));
        }

        json.WriteEndObject();
    }

    public void WriteFrames(FrameList frames, ChatExchange exchange)
    {
        AddStart(frames, exchange);
        var block = 0;
        if (exchange.Answer.Reasoning.Count > 0)
        {
            AddThought(frames, exchange);
            block++;
        }

        AddOutput(frames, exchange, block);
        AddEnd(frames, exchange);
        if (tellsCost && exchange.Answer.TellsUsage)
        {
            Add(frames, FrameKind.Usage, exchange.End, 0, "ping", json => json.WriteString("cost", OpenAiChatParts.CostText(exchange)));
        }
    }

    public void WriteError(FrameList frames, int slot, ChatExchange exchange) => Add(frames, FrameKind.Error, slot, 0, "error", json =>
    {
        json.WriteStartObject("error");
        json.WriteString("type", "overloaded_error");
        json.WriteString("message", "Overloaded");
        json.WriteEndObject();
        json.WriteString("request_id", exchange.RequestId);
    });

    public void WriteUnknown(FrameList frames, int slot, ChatExchange exchange) =>
        Add(frames, FrameKind.Unknown, slot, 0, "simulator_unknown", static json => json.WriteNumber("index", 0));

    private static void AddStart(FrameList frames, ChatExchange exchange) => Add(frames, FrameKind.Preamble, -1, 0, "message_start", json =>
    {
        json.WriteStartObject("message");
        AnthropicParts.WriteHead(json, exchange);
        json.WriteStartArray("content");
        json.WriteEndArray();
        json.WriteNull("stop_reason");
        json.WriteNull("stop_sequence");
        if (exchange.Answer.TellsUsage)
        {
            AnthropicParts.WriteUsage(json, exchange, 1, isWhole: false);
        }

        json.WriteEndObject();
    });

    private static void AddThought(FrameList frames, ChatExchange exchange)
    {
        AddBlockStart(frames, FrameKind.Preamble, 0, -1, static json =>
        {
            json.WriteStartObject("content_block");
            json.WriteString("type", "thinking");
            json.WriteString("thinking", "");
            json.WriteString("signature", "");
            json.WriteEndObject();
        });
        AddPing(frames, -1);
        foreach (var piece in exchange.ReasoningPieces)
        {
            AddDelta(frames, FrameKind.Reasoning, 0, piece, "thinking_delta", "thinking");
        }

        AddDelta(frames, FrameKind.Finish, 0, new(exchange.OutputSlot - 1, 0, AnthropicParts.Signature), "signature_delta", "signature");
        AddBlockStop(frames, 0, exchange.OutputSlot - 1);
    }

    private static void AddOutput(FrameList frames, ChatExchange exchange, int block)
    {
        // The first block starts at once; a later one with its first token.
        var start = block == 0 ? -1 : exchange.OutputSlot;
        var call = exchange.Answer.Call;
        AddBlockStart(frames, call is null ? FrameKind.Preamble : FrameKind.Tool, block, start, json =>
        {
            json.WritePropertyName("content_block");
            if (call is not null)
            {
                WriteToolStart(json, call, () =>
                {
                    json.WriteStartObject();
                    json.WriteEndObject();
                });
                return;
            }

            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", "");
            json.WriteEndObject();
        });
        if (block == 0)
        {
            AddPing(frames, -1);
        }

        if (call is not null)
        {
            AddDelta(frames, FrameKind.Tool, block, new(exchange.OutputSlot, 0, ""), "input_json_delta", "partial_json");
        }

        foreach (var piece in exchange.CallPieces)
        {
            AddDelta(frames, FrameKind.Tool, block, piece, "input_json_delta", "partial_json");
        }

        foreach (var piece in exchange.TextPieces)
        {
            AddDelta(frames, FrameKind.Text, block, piece, "text_delta", "text");
        }

        AddBlockStop(frames, block, exchange.End);
    }

    private static void AddEnd(FrameList frames, ChatExchange exchange)
    {
        Add(frames, FrameKind.Finish, exchange.End, 0, "message_delta", json =>
        {
            json.WriteStartObject("delta");
            json.WriteString("stop_reason", AnthropicParts.StopOf(exchange.Answer.Finish));
            json.WriteNull("stop_sequence");
            json.WriteEndObject();
            if (exchange.Answer.TellsUsage)
            {
                AnthropicParts.WriteUsage(json, exchange, exchange.Answer.Usage.Output, isWhole: true);
            }
        });
        Add(frames, FrameKind.Done, exchange.End, 0, "message_stop", static _ => { });
    }

    private static void AddBlockStart(FrameList frames, FrameKind kind, int block, int slot, Action<Utf8JsonWriter> write) =>
        Add(frames, kind, slot, 0, "content_block_start", json =>
        {
            json.WriteNumber("index", block);
            write(json);
        });

    private static void AddBlockStop(FrameList frames, int block, int slot) =>
        Add(frames, FrameKind.Finish, slot, 0, "content_block_stop", json => json.WriteNumber("index", block));

    private static void AddDelta(FrameList frames, FrameKind kind, int block, Piece piece, string type, string member) =>
        Add(frames, kind, piece.Slot, piece.Tokens, "content_block_delta", json =>
        {
            json.WriteNumber("index", block);
            json.WriteStartObject("delta");
            json.WriteString("type", type);
            json.WriteString(member, piece.Text);
            json.WriteEndObject();
        });

    private static void AddPing(FrameList frames, int slot) => Add(frames, FrameKind.Ping, slot, 0, "ping", static _ => { });

    private static void Add(FrameList frames, FrameKind kind, int slot, int tokens, string type, Action<Utf8JsonWriter> write) =>
        frames.Add(kind, slot, tokens, type, json =>
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        });

    /// <summary>Arguments that were cut are no JSON; a whole message has none then.</summary>
    private static string InputOf(ToolCall call) => JsonReading.IsJson(call.Json) ? call.Json : "{}";

    private static void WriteToolStart(Utf8JsonWriter json, ToolCall call, Action writeInput)
    {
        json.WriteStartObject();
        json.WriteString("type", "tool_use");
        json.WriteString("id", $"toolu_{call.Id}");
        json.WriteString("name", call.Name);
        json.WritePropertyName("input");
        writeInput();
        json.WriteEndObject();
    }
}
