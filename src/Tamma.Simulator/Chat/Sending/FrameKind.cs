using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tamma.Simulator.Chat.Sending;

/// <summary>What a frame carries.</summary>
[JsonConverter(typeof(FrameKindConverter))]
internal enum FrameKind
{
    /// <summary>Says who answers, and holds no token.</summary>
    Preamble,

    Comment,
    Ping,
    Reasoning,
    Text,
    Tool,
    Finish,
    Usage,
    Done,
    Error,
    Unknown,
    Malformed,

    /// <summary>A whole answer that is not streamed.</summary>
    Body,
}

/// <summary>Writes the kinds in small letters.</summary>
internal sealed class FrameKindConverter() : JsonStringEnumConverter<FrameKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
