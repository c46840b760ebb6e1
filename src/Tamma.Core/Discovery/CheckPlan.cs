using System.Security.Cryptography;
using System.Text;
using Tamma.Providers.Health;
using Tamma.Providers.Http;

namespace Tamma.Discovery;

/// <summary>When a connection that is not well is asked between its runs. Pure.</summary>
internal static class CheckPlan
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>For one that refuses the key: it will not take it by itself, and too many wrong keys lock an account.</summary>
    public static readonly TimeSpan Refused = TimeSpan.FromMinutes(5);

    private const double Jitter = 0.2;

    /// <param name="notBefore">What the provider asked for with <c>Retry-After</c>.</param>
    /// <returns>Null when it needs no check.</returns>
    public static DateTimeOffset? Next(ConnectionHealth health, Circuit circuit, DateTimeOffset? notBefore)
    {
        if (health.Samples is not [.., var last] || !health.State.WantsChecks)
        {
            return null;
        }

        var pause = health.State.Status is HealthStatus.Unauthorised ? Refused : Interval;
        var next = last.At + (pause * (1 + (Jitter * Spread(health.State.Connection, last.At))));
        next = circuit.HalfOpenAt is { } probe && probe > next ? probe : next;
        return notBefore is { } asked && asked > next ? asked : next;
    }

    /// <summary>Between -1 and 1, different for each connection and sample and the same each time it is asked.</summary>
    private static double Spread(string connection, DateTimeOffset at)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{connection}|{at.UtcTicks}"));
        return (BitConverter.ToUInt32(hash) / (double)uint.MaxValue * 2) - 1;
    }
}
