using Tamma.Simulator.Chat.Formats;
using Tamma.Simulator.Chat.Sending;

namespace Tamma.Simulator.Chat;

/// <summary>Spoils a stream in the way its behaviour says.</summary>
internal static class FrameFaults
{
    private const string CutJson = """{"id":"cut","choices":[{"index":0,"delta":{"con""";

    /// <summary>True when the connection is to be closed after the last frame that is left.</summary>
    public static bool Apply(FrameList frames, IChatFormat format, ChatExchange exchange)
    {
        var behaviour = exchange.Behaviour;
        var slot = Math.Min(behaviour.FaultAfter, exchange.End);
        if (behaviour.Has(ChatFaults.MalformedFrame))
        {
            frames.Insert(frames.IndexOf(slot), list => list.AddText(FrameKind.Malformed, slot, 0, format.DeltaName, CutJson));
        }

        if (behaviour.Has(ChatFaults.UnknownEvent))
        {
            frames.Insert(frames.IndexOf(slot), list => format.WriteUnknown(list, slot, exchange));
        }

        if (behaviour.Has(ChatFaults.MidStreamError))
        {
            frames.CutAt(frames.IndexOf(slot));
            format.WriteError(frames, slot, exchange);
            return false;
        }

        if (behaviour.Has(ChatFaults.Cut))
        {
            frames.CutAt(frames.IndexOf(slot));
            return true;
        }

        return false;
    }
}
