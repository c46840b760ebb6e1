using System.Buffers.Text;

namespace Tamma.Perf.Told;

/// <summary>One target, which keeps the positions that it was told of for the first time, in the order in which they came.</summary>
internal sealed class ToldTarget
{
    private readonly Lock _gate = new();
    private readonly List<long> _positions = [];
    private bool _isOutOfOrder;

    public int Messages { get; private set; }

    /// <summary>The furthest; -1 before the first.</summary>
    public long Last { get; private set; } = -1;

    public void Take(ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            Messages++;
            var (before, isFirst) = (0L, true);
            while (body.IndexOf("\"position\":\""u8) is >= 0 and var at)
            {
                body = body[(at + "\"position\":\"".Length)..];
                _ = Utf8Parser.TryParse(body, out long position, out _);
                _isOutOfOrder |= !isFirst && position <= before;
                (before, isFirst) = (position, false);
                Add(position);
            }
        }
    }

    /// <param name="positions">What it should have been told, all of it behind a place.</param>
    /// <param name="after">That place: what was told before, of the targets that came behind it, does not count.</param>
    public bool Has(IReadOnlyList<long> positions, long after)
    {
        lock (_gate)
        {
            return !_isOutOfOrder && _positions.SkipWhile(position => position <= after).SequenceEqual(positions);
        }
    }

    /// <summary>What was told already comes again after a failure, and is no new thing.</summary>
    private void Add(long position)
    {
        if (position > Last)
        {
            Last = position;
            _positions.Add(position);
        }
        else if (_positions.BinarySearch(position) < 0)
        {
            _isOutOfOrder = true;
        }
    }
}
