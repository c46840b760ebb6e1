namespace Tamma.Benchmarks.Shapes;

/// <summary>How requests are asked for.</summary>
public abstract record LoadShape
{
    private LoadShape()
    {
    }

    /// <summary>So many at once; the next begins when one has ended. A slow server is asked less: these are no figures of a user's wait under an arrival rate.</summary>
    public sealed record Closed(int Concurrency) : LoadShape;

    /// <summary>So many a second, whatever the server makes of it, one as far from the next as the other.</summary>
    public sealed record Constant(double PerSecond) : LoadShape;

    /// <summary>So many a second on average, as independent users come.</summary>
    public sealed record Poisson(double PerSecond) : LoadShape;

    public bool IsOpen => this is not Closed;
}
