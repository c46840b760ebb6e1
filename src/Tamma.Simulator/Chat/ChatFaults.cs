namespace Tamma.Simulator.Chat;

/// <summary>Everything that can go wrong with an answer.</summary>
[Flags]
internal enum ChatFaults
{
    None = 0,

    /// <summary>An error status instead of an answer.</summary>
    ErrorBefore = 1,

    /// <summary>429 with Retry-After.</summary>
    RateLimited = 1 << 1,

    /// <summary>The provider's own error in the midst of a stream that began well.</summary>
    MidStreamError = 1 << 2,

    /// <summary>The connection closed in the midst.</summary>
    Cut = 1 << 3,

    /// <summary>A silence in the midst.</summary>
    Stall = 1 << 4,

    /// <summary>A frame whose JSON is cut.</summary>
    MalformedFrame = 1 << 5,

    /// <summary>No word about tokens.</summary>
    NoUsage = 1 << 6,

    /// <summary>A frame of a kind that no client knows.</summary>
    UnknownEvent = 1 << 7,

    /// <summary>Lines that end in CR LF.</summary>
    Crlf = 1 << 8,

    /// <summary>Frames that come in several writes, cut at any byte.</summary>
    SplitFrames = 1 << 9,
}

/// <summary>Reads the names of faults.</summary>
internal static class ChatFault
{
    private static readonly Dictionary<string, ChatFaults> s_names = new(StringComparer.Ordinal)
    {
        ["error_before"] = ChatFaults.ErrorBefore,
        ["rate_limited"] = ChatFaults.RateLimited,
        ["mid_stream_error"] = ChatFaults.MidStreamError,
        ["cut"] = ChatFaults.Cut,
        ["stall"] = ChatFaults.Stall,
        ["malformed_frame"] = ChatFaults.MalformedFrame,
        ["no_usage"] = ChatFaults.NoUsage,
        ["unknown_event"] = ChatFaults.UnknownEvent,
        ["crlf"] = ChatFaults.Crlf,
        ["split_frames"] = ChatFaults.SplitFrames,
    };

    public static string Names => string.Join(", ", s_names.Keys);

    /// <summary>Null when there is a name that nothing has. "none" is none, so that a header can switch off what a world says.</summary>
    public static ChatFaults? Parse(string names)
    {
        var faults = ChatFaults.None;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (s_names.TryGetValue(name, out var fault))
            {
                faults |= fault;
            }
            else if (name != "none")
            {
                return null;
            }
        }

        return faults;
    }
}
