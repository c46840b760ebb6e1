using Tamma.Benchmarks.Samples;

namespace Tamma.Load.Sending;

/// <summary>Room for one request and what it brings, made before the window: while it is measured nothing is allocated for it but by HTTP itself.</summary>
internal sealed class Exchange
{
    /// <summary>No answer is as long as that which was not wished for longer: 64 MiB, or twice what is expected.</summary>
    private const int LeastMost = 64 << 20;

    private readonly Holding _holding;
    private readonly int _most;
    private long[] _at;
    private long[] _through;
    private byte[] _body;

    /// <param name="bytes">Expected length of the answer.</param>
    /// <param name="reads">Expected number of reads.</param>
    /// <param name="holding">Hears of what the answer takes beyond that.</param>
    public Exchange(int bytes, int reads, Holding holding)
    {
        _holding = holding;
        _most = (int)Math.Clamp(2L * bytes, LeastMost, Array.MaxLength);
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

    /// <summary>What went wrong, in words for whoever measures; null where outcome and status say it.</summary>
    public string? Note { get; set; }

    /// <summary>Bytes of the request's body that were to be sent.</summary>
    public int Asked { get; set; }

    public int Length { get; private set; }

    public int Reads { get; private set; }

    /// <summary>When the first byte came.</summary>
    public long? FirstByte => Reads > 0 ? _at[0] : null;

    public ReadOnlyMemory<byte> Body => _body.AsMemory(0, Length);

    /// <summary>Whether more may be kept: of this answer, and of all.</summary>
    public bool HasRoom => Length < _most && !_holding.IsOver;

    /// <summary>Where the next read may write.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_body.Length - Length < 1_024)
            {
                // Longer than was expected; the copy costs the stamps nothing that was read before.
                var longer = (int)Math.Min(_body.Length * 2L, Array.MaxLength);
                _holding.Add(longer - _body.Length);
                Array.Resize(ref _body, longer);
            }

            return _body.AsMemory(Length);
        }
    }

    public void Add(int bytes, long at)
    {
        if (Reads == _at.Length)
        {
            _holding.Add(Reads * 2L * sizeof(long));
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
