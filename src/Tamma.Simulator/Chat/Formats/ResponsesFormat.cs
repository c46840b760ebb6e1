using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>OpenAI's responses: numbered events with names, and no [DONE].</summary>
/// <param name="tellsCost">Zen says what it cost, in a ping after the end.</param>
internal sealed class ResponsesFormat(bool tellsCost) : IChatFormat
{
    public Framing Framing => Framing.Events;

    public string DeltaName => "response.output_text.delta";

    public Failure? Check(ChatCall call) => ResponsesReading.Check(call);

    public ChatRequest Read(ChatCall call) => ResponsesReading.Read(call);

    public void WriteBody(Utf8JsonWriter json, ChatExchange exchange) =>
        ResponsesParts.WriteResponse(json, exchange, StatusOf(exchange), tellsCost ? OpenAiChatParts.CostText(exchange) : null);

    public void WriteFrames(FrameList frames, ChatExchange exchange)
    {
        var events = new ResponsesEvents(frames, exchange);
        events.AddStart();
        if (exchange.Answer.Reasoning.Count > 0)
        {
            events.AddReasoning();
        }

        if (exchange.Answer.Call is { } call)
        {
            events.AddCall(call, StatusOf(exchange));
        }
        else
        {
            events.AddMessage(StatusOf(exchange));
        }

        events.AddEnd(StatusOf(exchange));
        if (tellsCost && exchange.Answer.TellsUsage)
        {
            frames.Add(FrameKind.Usage, exchange.End, 0, "ping", json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "ping");
                json.WriteString("cost", OpenAiChatParts.CostText(exchange));
                json.WriteEndObject();
            });
        }
    }

    public void WriteError(FrameList frames, int slot, ChatExchange exchange) => frames.Add(FrameKind.Error, slot, 0, "error", json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteNumber("sequence_number", frames.Frames.Count);
        json.WriteString("code", "server_error");
        json.WriteString("message", Failure.ServerError.Message);
        json.WriteNull("param");
        json.WriteEndObject();
    });

    public void WriteUnknown(FrameList frames, int slot, ChatExchange exchange) =>
        frames.AddText(FrameKind.Unknown, slot, 0, "response.simulator.unknown", """{"type":"response.simulator.unknown"}""");

    private static string StatusOf(ChatExchange exchange) => exchange.Answer.Finish == Finish.Length ? "incomplete" : "completed";
}
