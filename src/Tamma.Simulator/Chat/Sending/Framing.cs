namespace Tamma.Simulator.Chat.Sending;

/// <summary>How the JSON of a stream is set apart.</summary>
internal enum Framing
{
    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>A line each.</summary>
    Lines,

    /// <summary>The items of one JSON array.</summary>
    Array,
}
