namespace Tamma.Search.Embedding;

/// <summary>Leaves a server alone that failed several times in a row, so that a dead one costs a search nothing. Any number of threads at once.</summary>
internal sealed class QueryCircuit(TimeProvider time)
{
    public const int Failures = 3;

    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _until;

    /// <summary>What failed last; null while it is asked.</summary>
    public string? Open { get; private set; }

    /// <summary>Whether to ask now. A probe is one at a time, and nobody waits for it.</summary>
    public QueryTurn Turn()
    {
        lock (_lock)
        {
            if (Open is null)
            {
                return QueryTurn.Ask;
            }

            if (time.GetUtcNow() < _until)
            {
                return QueryTurn.Leave;
            }

            _until = time.GetUtcNow() + Rest;
            return QueryTurn.Probe;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            (_failures, Open) = (0, null);
        }
    }

    public void Failed(string why)
    {
        lock (_lock)
        {
            if (++_failures >= Failures)
            {
                _until = Open is null ? time.GetUtcNow() + Rest : _until;
                Open = why;
            }
        }
    }
}

internal enum QueryTurn
{
    Ask,
    Probe,
    Leave,
}
