using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tamma.Events;

/// <summary>
/// Makes UUIDs of version 7 (RFC 9562 §5.7) for one commit. Random bits are fetched in blocks, because a first import makes
/// thousands of ids and a system call for each costs more than all else about them.
/// </summary>
public sealed class EventIds(DateTimeOffset now)
{
    private const int BitsOfEach = 10;

    private readonly long _milliseconds = now.ToUnixTimeMilliseconds();
    private readonly byte[] _random = new byte[BitsOfEach * 128];
    private int _used = int.MaxValue;

    public Guid Next()
    {
        if (_used > _random.Length - BitsOfEach)
        {
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }

        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, _milliseconds << 16);
        _random.AsSpan(_used, BitsOfEach).CopyTo(id[6..]);
        _used += BitsOfEach;
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }
}
