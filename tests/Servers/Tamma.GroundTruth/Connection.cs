using System.Globalization;
using System.Text;

namespace Tamma.GroundTruth;

/// <summary>One connection: what of a request has come, and how far its stream is.</summary>
internal sealed class Connection(int descriptor)
{
    private readonly byte[] _request = new byte[64 * 1024];
    private int _held;
    private long _skip;

    public int Descriptor => descriptor;

    /// <summary>When the request was whole.</summary>
    public long Began { get; set; }

    /// <summary>Events that were sent.</summary>
    public int Sent { get; set; }

    public bool IsOpen { get; set; } = true;

    /// <summary>Takes bytes of a request. Bodies are counted and not kept.</summary>
    /// <returns>The method, when a request is whole.</returns>
    public string? Take(ReadOnlySpan<byte> bytes)
    {
        if (_skip > 0)
        {
            _skip -= bytes.Length;
            return _skip <= 0 ? "POST" : null;
        }

        bytes.CopyTo(_request.AsSpan(_held));
        _held += bytes.Length;
        var head = _request.AsSpan(0, _held).IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(_request, 0, head);
        var over = _held - head - 4;
        _held = 0;
        var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line.AsSpan(15), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture)
            : 0;
        _skip = length - over;
        return _skip > 0 ? null : text[..text.IndexOf(' ', StringComparison.Ordinal)];
    }
}
