using System.Buffers;

namespace Tamma.Providers.Chat.Frames;

/// <summary>
/// Server-sent events by the WHATWG's rules, but for three things: an event that the end of the body left without its empty line is
/// handed on, a line that begins as JSON is no field of an unknown name but a <see cref="FrameState.Stray"/> frame (proxies write their
/// errors so), and so is a field <c>error</c> (llama.cpp writes its own so).
/// </summary>
internal sealed class SseReader(int most, long offset = 0) : IFrameReader
{
    private readonly LineReader _lines = new(most, atReturns: true, offset);
    private readonly ArrayBufferWriter<byte> _name = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private long _last = offset;
    private bool _hasData;
    private bool _isPassedOver;
    private bool _isDone;

    public bool TryRead(ref ReadOnlySpan<byte> bytes, out Frame frame)
    {
        Forget();
        while (_lines.TryRead(ref bytes, out var line))
        {
            if (Take(line, out frame))
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
        if (_lines.TryEnd(out var line) && Take(line, out frame))
        {
            return true;
        }

        return End(_last, FrameState.AtEnd, out frame);
    }

    /// <summary>A name without data is no event.</summary>
    private bool End(long offset, FrameState state, out Frame frame)
    {
        if (!_hasData)
        {
            Clear();
            frame = default;
            return false;
        }

        frame = new(_name.WrittenSpan, _data.WrittenSpan, offset, state);
        _isDone = true;
        return true;
    }

    private bool Take(Line line, out Frame frame)
    {
        frame = default;
        _last = line.Offset;
        if (line.IsTooLong)
        {
            return PassOver(line.Offset, out frame);
        }

        if (line.Bytes.IsEmpty)
        {
            return End(line.Offset, FrameState.Whole, out frame);
        }

        return !_isPassedOver && line.Bytes[0] != ':' && TakeField(line, out frame);
    }

    private bool TakeField(Line line, out Frame frame)
    {
        frame = default;
        if (line.Bytes[0] is (byte)'{' or (byte)'[')
        {
            frame = new([], line.Bytes, line.Offset, FrameState.Stray);
            return true;
        }

        var colon = line.Bytes.IndexOf((byte)':');
        var field = colon < 0 ? line.Bytes : line.Bytes[..colon];
        var value = colon < 0 ? [] : line.Bytes[(colon + 1)..];
        if (value is [(byte)' ', ..])
        {
            value = value[1..];
        }

        if (field.SequenceEqual("data"u8))
        {
            if (_data.WrittenCount + (_hasData ? 1 : 0) + (long)value.Length > most)
            {
                return PassOver(line.Offset, out frame);
            }

            if (_hasData)
            {
                _data.Write("\n"u8);
            }

            _data.Write(value);
            _hasData = true;
        }
        else if (field.SequenceEqual("event"u8))
        {
            _name.ResetWrittenCount();
            _name.Write(value);
        }
        else if (field.SequenceEqual("error"u8))
        {
            frame = new(field, value, line.Offset, FrameState.Stray);
            return true;
        }

        return false;
    }

    /// <summary>Nothing more is kept of an event that is too large, up to its end.</summary>
    private bool PassOver(long offset, out Frame frame)
    {
        frame = new([], [], offset, FrameState.TooLarge);
        var isKnown = _isPassedOver;
        Clear();
        _isPassedOver = true;
        return !isKnown;
    }

    private void Forget()
    {
        if (_isDone)
        {
            Clear();
        }
    }

    private void Clear()
    {
        _name.ResetWrittenCount();
        _data.ResetWrittenCount();
        _hasData = _isPassedOver = _isDone = false;
    }
}
