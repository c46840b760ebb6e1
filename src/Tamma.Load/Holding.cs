namespace Tamma.Load;

/// <summary>Bytes that are held for answers until they are read: what room was made for, and what answers took beyond it.</summary>
internal sealed class Holding
{
    /// <summary>Past it no request is begun.</summary>
    public const long Most = 3L << 30;

    /// <summary>Past it no answer grows either.</summary>
    private const long Brim = Most + (Most / 4);

    private long _bytes;

    public bool IsFull => Volatile.Read(ref _bytes) >= Most;

    public bool IsOver => Volatile.Read(ref _bytes) >= Brim;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
