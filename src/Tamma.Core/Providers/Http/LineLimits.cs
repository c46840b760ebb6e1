namespace Tamma.Providers.Http;

/// <summary>The bounds that hold for one connection, with every default in its place. Equal bounds make the same pipeline.</summary>
internal sealed record LineLimits
{
    public required TimeSpan RequestTimeout { get; init; }

    public required int Attempts { get; init; }

    public required TimeSpan BaseDelay { get; init; }

    public required TimeSpan MaxDelay { get; init; }

    public required double Factor { get; init; }

    /// <summary>Null for no bound.</summary>
    public double? RequestsPerSecond { get; init; }

    public int Burst { get; init; }

    /// <summary>Null for no bound.</summary>
    public int? Concurrency { get; init; }

    public int Waiting { get; init; }

    /// <param name="own">What the connection sets itself.</param>
    /// <param name="isLocal">On this machine.</param>
    public static LineLimits Of(ConnectionLimits own, bool isLocal, HttpLimits all)
    {
        var kind = isLocal ? all.Local : all.Hosted;
        var rate = own.RequestsPerSecond ?? kind.RequestsPerSecond;
        return new()
        {
            RequestTimeout = own.RequestTimeout ?? kind.RequestTimeout ?? all.RequestTimeout,
            Attempts = own.Attempts ?? kind.Attempts ?? all.Attempts,
            BaseDelay = own.BaseDelay ?? kind.BaseDelay ?? all.BaseDelay,
            MaxDelay = own.MaxDelay ?? kind.MaxDelay ?? all.MaxDelay,
            Factor = own.Factor ?? kind.Factor ?? all.Factor,
            RequestsPerSecond = rate > 0 ? rate : null,
            Burst = Math.Max(1, own.Burst ?? (own.RequestsPerSecond is { } asked ? (int)Math.Clamp(Math.Ceiling(asked), 1, 1_000) : kind.Burst ?? 1)),
            Concurrency = (own.Concurrency ?? kind.Concurrency) is > 0 and var most ? most : null,
            Waiting = all.Waiting,
        };
    }

    /// <summary>
    /// The wait after a failed try, counted from 0: grows by the factor up to the longest, less up to a quarter by chance, so that
    /// those who failed together do not come back together.
    /// </summary>
    public TimeSpan Delay(int attempt, double chance)
    {
        var wait = Math.Min(BaseDelay.TotalMilliseconds * Math.Pow(Factor, attempt), MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(1, wait * (1 - (chance / 4))));
    }
}
