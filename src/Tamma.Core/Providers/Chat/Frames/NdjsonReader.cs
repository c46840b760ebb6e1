namespace Tamma.Providers.Chat.Frames;

/// <summary>A JSON text a line. Empty lines are nothing.</summary>
internal sealed class NdjsonReader(int most, long offset = 0) : IFrameReader
{
    private readonly LineReader _lines = new(most, atReturns: false, offset);

    public bool TryRead(ref ReadOnlySpan<byte> bytes, out Frame frame)
    {
        while (_lines.TryRead(ref bytes, out var line))
        {
            if (Take(line, FrameState.Whole, out frame))
            {
                return true;
            }
        }

        frame = default;
        return false;
    }

    public bool TryEnd(out Frame frame)
    {
        frame = default;
        return _lines.TryEnd(out var line) && Take(line, FrameState.AtEnd, out frame);
    }

    private static bool Take(Line line, FrameState state, out Frame frame)
    {
        var text = line.Bytes.Trim(" \t\r"u8);
        frame = new([], text, line.Offset, line.IsTooLong ? FrameState.TooLarge : state);
        return line.IsTooLong || !text.IsEmpty;
    }
}
