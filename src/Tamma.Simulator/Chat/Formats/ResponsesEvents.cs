using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Writes the events of one response in their order, numbered from zero.</summary>
internal sealed class ResponsesEvents(FrameList frames, ChatExchange exchange)
{
    private int _number;
    private int _item;

    public void AddStart()
    {
        foreach (var type in (ReadOnlySpan<string>)["response.created", "response.in_progress"])
        {
            Add(FrameKind.Preamble, -1, 0, type, json =>
            {
                json.WritePropertyName("response");
                ResponsesParts.WriteResponse(json, exchange, "in_progress");
            });
        }
    }

    public void AddReasoning()
    {
        var (id, last) = ($"rs_{exchange.Answer.Id}", exchange.OutputSlot - 1);
        AddItem(FrameKind.Preamble, -1, "added", json => ResponsesParts.WriteReasoning(json, exchange, isWhole: false));
        if (exchange.Answer.HasShownReasoning)
        {
            AddWithin(FrameKind.Preamble, new(-1, 0, ""), "response.reasoning_summary_part.added", id, "summary_index", json => WritePart(json, "summary_text", ""));
            foreach (var piece in exchange.ReasoningPieces)
            {
                AddWithin(FrameKind.Reasoning, piece, "response.reasoning_summary_text.delta", id, "summary_index", json => json.WriteString("delta", piece.Text));
            }

            AddWithin(FrameKind.Finish, new(last, 0, ""), "response.reasoning_summary_text.done", id, "summary_index", json => json.WriteString("text", exchange.Answer.ReasoningText));
            AddWithin(FrameKind.Finish, new(last, 0, ""), "response.reasoning_summary_part.done", id, "summary_index", json => WritePart(json, "summary_text", exchange.Answer.ReasoningText));
        }

        AddItem(FrameKind.Finish, last, "done", json => ResponsesParts.WriteReasoning(json, exchange, isWhole: true));
        _item++;
    }

    public void AddMessage(string status)
    {
        var id = $"msg_{exchange.Answer.Id}";
        var start = _item == 0 ? -1 : exchange.OutputSlot;
        AddItem(FrameKind.Preamble, start, "added", json => ResponsesParts.WriteMessage(json, exchange, "in_progress"));
        AddWithin(FrameKind.Preamble, new(start, 0, ""), "response.content_part.added", id, "content_index", json => WritePart(json, "output_text", ""));
        foreach (var piece in exchange.TextPieces)
        {
            AddWithin(FrameKind.Text, piece, "response.output_text.delta", id, "content_index", json =>
            {
                json.WriteString("delta", piece.Text);
                WriteNoLogprobs(json);
            });
        }

        AddWithin(FrameKind.Finish, new(exchange.End, 0, ""), "response.output_text.done", id, "content_index", json =>
        {
            json.WriteString("text", exchange.Answer.FullText);
            WriteNoLogprobs(json);
        });
        AddWithin(FrameKind.Finish, new(exchange.End, 0, ""), "response.content_part.done", id, "content_index", json => WritePart(json, "output_text", exchange.Answer.FullText));
        AddItem(FrameKind.Finish, exchange.End, "done", json => ResponsesParts.WriteMessage(json, exchange, status));
    }

    public void AddCall(ToolCall call, string status)
    {
        var id = $"fc_{call.Id}";
        AddItem(FrameKind.Tool, exchange.OutputSlot, "added", json => ResponsesParts.WriteCall(json, call, "in_progress"));
        foreach (var piece in exchange.CallPieces)
        {
            AddWithin(FrameKind.Tool, piece, "response.function_call_arguments.delta", id, index: null, json => json.WriteString("delta", piece.Text));
        }

        AddWithin(FrameKind.Finish, new(exchange.End, 0, ""), "response.function_call_arguments.done", id, index: null, json => json.WriteString("arguments", call.Json));
        AddItem(FrameKind.Finish, exchange.End, "done", json => ResponsesParts.WriteCall(json, call, status));
    }

    public void AddEnd(string status) => Add(FrameKind.Usage, exchange.End, 0, $"response.{status}", json =>
    {
        json.WritePropertyName("response");
        ResponsesParts.WriteResponse(json, exchange, status);
    });

    private static void WritePart(Utf8JsonWriter json, string type, string text)
    {
        json.WritePropertyName("part");
        ResponsesParts.WritePart(json, type, text);
    }

    private static void WriteNoLogprobs(Utf8JsonWriter json)
    {
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
    }

    private void AddItem(FrameKind kind, int slot, string what, Action<Utf8JsonWriter> item) => Add(kind, slot, 0, $"response.output_item.{what}", json =>
    {
        json.WriteNumber("output_index", _item);
        json.WritePropertyName("item");
        item(json);
    });

    private void AddWithin(FrameKind kind, Piece piece, string type, string id, string? index, Action<Utf8JsonWriter> write) =>
        Add(kind, piece.Slot, piece.Tokens, type, json =>
        {
            json.WriteString("item_id", id);
            json.WriteNumber("output_index", _item);
            if (index is not null)
            {
                json.WriteNumber(index, 0);
            }

            write(json);
        });

    private void Add(FrameKind kind, int slot, int tokens, string type, Action<Utf8JsonWriter> write) => frames.Add(kind, slot, tokens, type, json =>
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteNumber("sequence_number", _number++);
        write(json);
        json.WriteEndObject();
    });
}
