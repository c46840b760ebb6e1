using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>How one kind of server is asked to chat, and answers.</summary>
internal interface IChatFormat
{
    Framing Framing { get; }

    string StreamType => "text/event-stream; charset=utf-8";

    /// <summary>How lines end when nothing is wrong with them.</summary>
    string Newline => "\n";

    /// <summary>The name of the events that carry text, where events have names.</summary>
    string? DeltaName => null;

    /// <summary>The first thing for which the request is refused, or null. The model is not looked at.</summary>
    Failure? Check(ChatCall call);

    /// <summary>Of a call that was checked.</summary>
    ChatRequest Read(ChatCall call);

    void WriteBody(Utf8JsonWriter json, ChatExchange exchange);

    void WriteFrames(FrameList frames, ChatExchange exchange);

    /// <summary>What comes when a stream fails that has begun.</summary>
    void WriteError(FrameList frames, int slot, ChatExchange exchange);

    /// <summary>A frame of a kind that no client knows.</summary>
    void WriteUnknown(FrameList frames, int slot, ChatExchange exchange);
}
