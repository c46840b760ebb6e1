using Tamma.Events;

namespace Tamma.Providers.Health;

/// <summary>Keeps how connections fared. A sample, the state that it leads to and the events that tell of it become visible together.</summary>
public interface IHealthStore
{
    /// <summary>Adds a sample, replaces the connection's state, forgets the connection's samples beyond the bounds, and appends events, in one transaction.</summary>
    /// <param name="most">How many samples of the connection stay; the oldest go first.</param>
    /// <param name="notBefore">Older samples of the connection go.</param>
    /// <returns>The position of the last event, or of the log's head when there is none.</returns>
    Task<long> SaveAsync(HealthSample sample, HealthState state, int most, DateTimeOffset notBefore, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    /// <summary>The state of each connection that has one, by id.</summary>
    Task<IReadOnlyList<HealthState>> ReadStatesAsync(CancellationToken cancellationToken);

    /// <summary>The newest samples of a connection, oldest first.</summary>
    Task<IReadOnlyList<HealthSample>> ReadSamplesAsync(string connection, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets a connection that was removed.</summary>
    Task ForgetAsync(string connection, CancellationToken cancellationToken);
}
