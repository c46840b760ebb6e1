namespace Tamma.Providers.Chat.Frames;

/// <summary>Cuts a body into frames, however it arrives. What comes out does not depend on where the pieces were cut.</summary>
internal interface IFrameReader
{
    /// <summary>The next frame; takes from <paramref name="bytes"/> what it read. False when they are used up.</summary>
    bool TryRead(ref ReadOnlySpan<byte> bytes, out Frame frame);

    /// <summary>What was begun when the body ended; asked until false.</summary>
    bool TryEnd(out Frame frame);
}
