using Tamma.Events;

namespace Tamma.Providers;

/// <summary>Keeps the connections that no configuration names, and which of the configured ones are switched off. Holds references to credentials and never a credential.</summary>
public interface IConnectionStore
{
    /// <summary>All of them, in the order of their ids.</summary>
    Task<IReadOnlyList<StoredConnection>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a connection and the events that tell of it, both or neither; a connection of this id is replaced.</summary>
    /// <returns>The last position given, or the log's head when there is no event.</returns>
    Task<long> SaveAsync(StoredConnection connection, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    /// <summary>Forgets a connection and writes the events that tell of it, both or neither. One that is not there is forgotten already.</summary>
    /// <returns>The last position given, or the log's head when there is no event.</returns>
    Task<long> RemoveAsync(string id, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);
}
