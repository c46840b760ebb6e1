using System.Collections.Immutable;

namespace Tamma.Search.Analytics;

/// <summary>Keeps what was asked: sums by day and form, and nothing of a single question.</summary>
public interface IAskedStore
{
    /// <summary>Adds a batch, whole or not at all; one that was added before, by its writer and number, changes nothing.</summary>
    /// <param name="batch">Numbers of a writer only grow.</param>
    /// <param name="mostForms">So many forms of a day are told apart; a new one beyond is added to <see cref="AskedForm.Others"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where it was there.</returns>
    Task<bool> AddAsync(AskedBatch batch, int mostForms, CancellationToken cancellationToken);

    /// <summary>The sums of the days, both among them.</summary>
    Task<AskedSums> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken);
}

/// <summary>What a writer counted since its batch before.</summary>
public sealed record AskedBatch(Guid Writer, long Number, ImmutableArray<AskedRow> Rows, ImmutableArray<AskedDrop> Dropped);

/// <summary>The counts of a form on a day, in UTC.</summary>
public sealed record AskedRow(DateOnly Day, AskedForm Form, AskedCounts Counts);

/// <summary>How many questions of a day were not counted, because too many came at once.</summary>
public sealed record AskedDrop(DateOnly Day, long Count);

/// <summary>Each form once, in no order.</summary>
public sealed record AskedSums(ImmutableArray<(AskedForm Form, AskedCounts Counts)> Forms, long Dropped);
