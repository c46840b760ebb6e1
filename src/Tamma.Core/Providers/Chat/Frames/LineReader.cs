using System.Buffers;
using System.Text;

namespace Tamma.Providers.Chat.Frames;

/// <summary>Cuts bytes into lines of a bounded length. A byte order mark at the start is no part of the first.</summary>
/// <param name="most">Longest line; of a longer one nothing is kept.</param>
/// <param name="atReturns">Whether CR ends a line too, alone or before LF.</param>
/// <param name="offset">Where in the body reading begins.</param>
internal sealed class LineReader(int most, bool atReturns, long offset)
{
    private readonly ArrayBufferWriter<byte> _begun = new();
    private long _offset = offset;
    private bool _isFirst = true;
    private bool _isDone;
    private bool _isTooLong;
    private bool _afterReturn;

    /// <summary>The next line; takes from <paramref name="bytes"/> what it read. False when they are used up.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> bytes, out Line line)
    {
        Forget();
        while (!bytes.IsEmpty)
        {
            if (_afterReturn)
            {
                _afterReturn = false;
                if (bytes[0] == '\n')
                {
                    Advance(ref bytes, 1);
                    continue;
                }
            }

            var end = atReturns ? bytes.IndexOfAny((byte)'\r', (byte)'\n') : bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var room = most - _begun.WrittenCount;
            if (!_isTooLong && part.Length > room)
            {
                line = new([], _offset + room + 1, isTooLong: true);
                _isTooLong = true;
                _isFirst = false;
                _begun.ResetWrittenCount();
                Advance(ref bytes, part.Length);
                return true;
            }

            if (end < 0)
            {
                if (!_isTooLong)
                {
                    _begun.Write(part);
                }

                Advance(ref bytes, part.Length);
                break;
            }

            _afterReturn = bytes[end] == '\r';
            Advance(ref bytes, end + 1);
            if (_isTooLong)
            {
                _isTooLong = false;
                continue;
            }

            line = new(Whole(part), _offset);
            return true;
        }

        line = default;
        return false;
    }

    /// <summary>The line that the end of the body left without a line break.</summary>
    public bool TryEnd(out Line line)
    {
        Forget();
        if (_begun.WrittenCount == 0)
        {
            line = default;
            return false;
        }

        line = new(Whole([]), _offset);
        _isDone = true;
        return true;
    }

    private ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> part)
    {
        var whole = part;
        if (_begun.WrittenCount > 0)
        {
            _begun.Write(part);
            _isDone = true;
            whole = _begun.WrittenSpan;
        }

        var mark = _isFirst && whole.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _isFirst = false;
        return whole[mark..];
    }

    /// <summary>The line that was handed out last is no longer looked at.</summary>
    private void Forget()
    {
        if (_isDone)
        {
            _begun.ResetWrittenCount();
            _isDone = false;
        }
    }

    private void Advance(ref ReadOnlySpan<byte> bytes, int count)
    {
        bytes = bytes[count..];
        _offset += count;
    }
}
