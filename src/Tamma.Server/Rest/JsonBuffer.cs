using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tamma.Server.Rest;

/// <summary>
/// Bytes of an answer while it is written, in rented memory that goes back when it is disposed. It writes what it is told and checks nothing,
/// exactly as the serializer writes the same values.
/// </summary>
internal sealed class JsonBuffer(int size) : IBufferWriter<byte>, IDisposable
{
    private const int LongestNumber = 64;
    private const int BytesOfLetter = 3;
    private const int Decimals = 4;
    private const int Scale = 10_000;
    private const double MostScaled = 1e9;

    private static readonly byte[] s_digits = [.. "0123456789"u8];

    /// <summary>Letters that stand in a JSON text as they are, one byte each: all of ASCII but controls, the quote and the backslash.</summary>
    private static readonly SearchValues<char> s_plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private int _length;

    public int Length => _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        _length += bytes.Length;
    }

    public void Add<T>(T number)
        where T : IUtf8SpanFormattable
    {
        if (!number.TryFormat(Free(LongestNumber), out var written, default, CultureInfo.InvariantCulture))
        {
            throw new ArgumentException("A number is longer than numbers are.", nameof(number));
        }

        _length += written;
    }

    /// <summary>The number with four decimals at most, as rounding it and writing what comes of it gives; sooner.</summary>
    public void AddRounded(double number)
    {
        var scaled = Math.Round(number * Scale);
        if (Math.Abs(scaled) > MostScaled || double.IsNaN(scaled) || (scaled == 0 && double.IsNegative(scaled)))
        {
            Add(Math.Round(number, Decimals));
            return;
        }

        if (scaled < 0)
        {
            Add("-"u8);
        }

        var (whole, rest) = Math.DivRem((int)Math.Abs(scaled), Scale);
        Add(whole);
        for (var unit = Scale / 10; rest != 0; unit /= 10)
        {
            Add(unit == Scale / 10 ? "."u8 : []);
            (var digit, rest) = Math.DivRem(rest, unit);
            Add(s_digits.AsSpan(digit, 1));
        }
    }

    /// <summary>In quotes.</summary>
    public void Add(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(s_plain))
        {
            Add(JsonSerializer.SerializeToUtf8Bytes(text, WireJson.Context.String));
            return;
        }

        var free = Free((text.Length * BytesOfLetter) + 2);
        free[0] = (byte)'"';
        var written = Encoding.UTF8.GetBytes(text, free[1..]);
        free[written + 1] = (byte)'"';
        _length += written + 2;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Free(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => Free(Math.Max(sizeHint, 1));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private Span<byte> Free(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var more = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + count));
            _bytes.AsSpan(0, _length).CopyTo(more);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = more;
        }

        return _bytes.AsSpan(_length);
    }
}
