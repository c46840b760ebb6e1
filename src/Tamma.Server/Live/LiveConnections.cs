using Tamma.Server.Access;
using Tamma.Server.Hosting;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>Counts live connections and refuses those that are too many.</summary>
internal sealed class LiveConnections(ServerSettings settings, Gate gate)
{
    private const int RetryAfterSeconds = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byCaller = new(StringComparer.Ordinal);
    private int _all;

    /// <returns>What to dispose when the connection ends, or why it may not begin.</returns>
    public (IDisposable? Place, Problem? Refusal) Enter(HttpContext context)
    {
        var caller = Gate.IsKeyed(context.Request) ? $"key {gate.NameOf(context)}" : $"address {context.Connection.RemoteIpAddress}";
        var limits = settings.Live;
        lock (_gate)
        {
            if (_all >= limits.Connections)
            {
                return (null, Refuse($"There are {limits.Connections} live connections already (live.connections)."));
            }

            var mine = _byCaller.GetValueOrDefault(caller);
            if (mine >= limits.PerCaller)
            {
                return (null, Refuse($"This caller has {mine} live connections already (live.connections_per_caller)."));
            }

            _byCaller[caller] = mine + 1;
            _all++;
        }

        return (new Place(this, caller), null);
    }

    private static Problem Refuse(string why) => ProblemKind.TooManyConnections.Because(why) with { RetryAfterSeconds = RetryAfterSeconds };

    private void Leave(string caller)
    {
        lock (_gate)
        {
            _all--;
            if (--_byCaller[caller] == 0)
            {
                _byCaller.Remove(caller);
            }
        }
    }

    private sealed class Place(LiveConnections connections, string caller) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                connections.Leave(caller);
            }
        }
    }
}
