namespace Tamma.Events;

/// <summary>Who works now: at most one holder of a name at a time, on all nodes together.</summary>
public interface ILease
{
    /// <returns>What to dispose to give the name back, or null when another holds it.</returns>
    Task<IAsyncDisposable?> TryAcquireAsync(string name, CancellationToken cancellationToken);
}
