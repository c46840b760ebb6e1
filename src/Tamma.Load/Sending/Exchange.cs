using Tamma.Benchmarks.Samples;

namespace Tamma.Load.Sending;

/// <summary>Room for one request and what it brings, made before the window: while it is measured nothing is allocated for it but by HTTP itself.</summary>
internal sealed class Exchange
{
    private long[] _at;
    private long[] _through;
    private byte[] _body;

    /// <param name="bytes">Expected length of the answer.</param>
    /// <param name="reads">Expected number of reads.</param>
    public Exchange(int bytes, int reads)
    {
        _body = GC.AllocateUninitializedArray<byte>(bytes);
        _at = new long[reads];
        _through = new long[reads];
    }

    public int Index { get; set; }

    public long? Scheduled { get; set; }

    public long Started { get; set; }

    public long? Sent { get; set; }

    public long? Headers { get; set; }

    public long Done { get; set; }

    public int? Status { get; set; }

    public double? RetryAfter { get; set; }

    public RequestOutcome Outcome { get; set; }

    public RequestError? Error { get; set; }

    public int Length { get; private set; }

    public int Reads { get; private set; }

    /// <summary>When the first byte came.</summary>
    public long? FirstByte => Reads > 0 ? _at[0] : null;

    public ReadOnlyMemory<byte> Body => _body.AsMemory(0, Length);

    /// <summary>Where the next read may write.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_body.Length - Length < 1_024)
            {
                // Longer than was expected; the copy costs the stamps nothing that was read before.
                Array.Resize(ref _body, _body.Length * 2);
            }

            return _body.AsMemory(Length);
        }
    }

    public void Add(int bytes, long at)
    {
        if (Reads == _at.Length)
        {
            Array.Resize(ref _at, Reads * 2);
            Array.Resize(ref _through, Reads * 2);
        }

        Length += bytes;
        _at[Reads] = at;
        _through[Reads++] = Length;
    }

    public ReadStamp[] Stamps()
    {
        var stamps = new ReadStamp[Reads];
        for (var i = 0; i < Reads; i++)
        {
            stamps[i] = new(_at[i], _through[i]);
        }

        return stamps;
    }
}
