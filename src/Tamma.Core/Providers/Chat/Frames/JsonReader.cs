using System.Buffers;

namespace Tamma.Providers.Chat.Frames;

/// <summary>
/// JSON objects one after the other, or the members of one array: what Gemini streams without <c>alt=sse</c>, and what a server sends
/// that does not stream. Looks at brackets and quotes only; whether a text is well-formed is for who parses it.
/// </summary>
internal sealed class JsonReader(int most, long offset = 0) : IFrameReader
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private long _offset = offset;
    private int _depth;
    private bool _isQuoted;
    private bool _isEscaped;
    private bool _isGarbage;
    private bool _isPassedOver;
    private bool _isDone;

    public bool TryRead(ref ReadOnlySpan<byte> bytes, out Frame frame)
    {
        Forget();
        while (!bytes.IsEmpty)
        {
            if (_depth == 0 ? Between(ref bytes, out frame) : Inside(ref bytes, out frame))
            {
                return true;
            }
        }

        frame = default;
        return false;
    }

    public bool TryEnd(out Frame frame)
    {
        Forget();
        frame = new([], _text.WrittenSpan, _offset, FrameState.AtEnd);
        var isBegun = _depth > 0 && !_isPassedOver;
        _depth = 0;
        _isDone = true;
        return isBegun;
    }

    private bool Between(ref ReadOnlySpan<byte> bytes, out Frame frame)
    {
        frame = default;
        var first = bytes[0];
        if (first == '{')
        {
            _isGarbage = _isQuoted = _isEscaped = _isPassedOver = false;
            return Inside(ref bytes, out frame);
        }

        Advance(ref bytes, 1);
        if (_isGarbage || " \t\r\n,[]"u8.Contains(first))
        {
            return false;
        }

        // Said once for each run of such bytes.
        _isGarbage = true;
        frame = new([], [], _offset, FrameState.Garbage);
        return true;
    }

    private bool Inside(ref ReadOnlySpan<byte> bytes, out Frame frame)
    {
        frame = default;
        var count = 0;
        do
        {
            Step(bytes[count++]);
        }
        while (_depth > 0 && count < bytes.Length);

        var room = most - _text.WrittenCount;
        if (!_isPassedOver && count > room)
        {
            frame = new([], [], _offset + room + 1, FrameState.TooLarge);
            _isPassedOver = true;
            _text.ResetWrittenCount();
            Advance(ref bytes, count);
            return true;
        }

        if (!_isPassedOver)
        {
            _text.Write(bytes[..count]);
        }

        Advance(ref bytes, count);
        if (_depth > 0 || _isPassedOver)
        {
            return false;
        }

        frame = new([], _text.WrittenSpan, _offset, FrameState.Whole);
        _isDone = true;
        return true;
    }

    private void Step(byte next)
    {
        if (_isQuoted)
        {
            _isQuoted = _isEscaped || next != '"';
            _isEscaped = !_isEscaped && next == '\\';
            return;
        }

        _isQuoted = next == '"';
        _depth += next is (byte)'{' or (byte)'[' ? 1 : next is (byte)'}' or (byte)']' ? -1 : 0;
    }

    private void Forget()
    {
        if (_isDone)
        {
            _text.ResetWrittenCount();
            _isDone = false;
        }
    }

    private void Advance(ref ReadOnlySpan<byte> bytes, int count)
    {
        bytes = bytes[count..];
        _offset += count;
    }
}
