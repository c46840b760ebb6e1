using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>Remembers which ends of models were told, so that a restart tells none again.</summary>
public interface IRetirementStore
{
    /// <summary>All that were told, in no order.</summary>
    Task<IReadOnlyList<RetirementNotice>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes each notice that was not told yet together with its event, in one transaction; what was told before, by this node or
    /// another, is passed over with its event.
    /// </summary>
    /// <returns>The position of the last event, or of the log's head when none was written.</returns>
    Task<long> TellAsync(IReadOnlyList<(RetirementNotice Notice, EventDraft Event)> notices, CancellationToken cancellationToken);
}

/// <summary>That the end of a model was told at a number of days before it.</summary>
/// <param name="Date">The announced end as its source wrote it; another date is another end.</param>
/// <param name="Days">The threshold: 90, 60, 30, 7 or 0.</param>
public readonly record struct RetirementNotice(ModelKey Key, string Date, int Days);
