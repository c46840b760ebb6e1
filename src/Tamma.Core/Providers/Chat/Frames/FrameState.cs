namespace Tamma.Providers.Chat.Frames;

internal enum FrameState
{
    Whole,

    /// <summary>The body ended inside it, so it may be cut.</summary>
    AtEnd,

    /// <summary>JSON that stands among the frames without being one.</summary>
    Stray,

    /// <summary>Larger than is read; it has no data.</summary>
    TooLarge,

    /// <summary>Bytes that belong to nothing; they are not handed on.</summary>
    Garbage,
}
