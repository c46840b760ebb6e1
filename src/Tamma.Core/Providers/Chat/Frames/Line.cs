namespace Tamma.Providers.Chat.Frames;

/// <param name="bytes">Without the line break.</param>
/// <param name="offset">Behind the line break, or behind the byte that was one too many.</param>
internal readonly ref struct Line(ReadOnlySpan<byte> bytes, long offset, bool isTooLong = false)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public long Offset { get; } = offset;

    public bool IsTooLong { get; } = isTooLong;
}
