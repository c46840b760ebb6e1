using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tamma.Events;

namespace Tamma.Search.Analytics;

/// <summary>
/// Counts searches beside them: who searches only puts his search into a queue with room for some thousands, and where that is full it is dropped, and
/// counted as dropped. Safe for many threads.
/// </summary>
/// <remarks>A stop of the process without warning loses what was not flushed yet. Nothing is counted twice: a batch that failed is tried again under its number.</remarks>
public sealed partial class AskedRecorder(IAskedStore store, AnalyticsOptions options, TimeProvider time, ILogger<AskedRecorder> logger) : IDisposable
{
    internal const int Room = 4_096;

    private readonly Channel<Asked> _queue = Channel.CreateBounded<Asked>(Room);
    /// <summary>Random, because an id that sorts by time is a time.</summary>
    private readonly AskedTally _tally = new(new(RandomNumberGenerator.GetBytes(16)), options.MostForms);
    private readonly Lock _tallying = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private AskedBatch? _unsaved;
    private long _dropped;

    /// <summary>Takes a search in; never waits, never throws.</summary>
    /// <param name="asked">As the index was asked.</param>
    /// <param name="hits">What was found.</param>
    /// <param name="isRelaxed">Nearest questions stand in the answer.</param>
    /// <param name="took">How long the search took, without reading the request and writing the answer.</param>
    public void Record(SearchRequest asked, SearchHits hits, bool isRelaxed, TimeSpan took)
    {
        if (!options.Enabled)
        {
            return;
        }

        var stoodIn = isRelaxed || (hits.Rows is [.., { } last] && !(last.Missed.IsEmpty && last.MissedWords.IsEmpty));
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (!_queue.Writer.TryWrite(new(day, asked, hits.Reading, hits.Unmatched, hits.Total, stoodIn, took)))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Stores all that was recorded before. What cannot be stored stays for the next time.</summary>
    /// <returns>False where the store could not.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken);
        try
        {
            while ((_unsaved ??= Take()) is { } batch)
            {
                await store.AddAsync(batch, options.MostForms, cancellationToken);
                _unsaved = null;
            }

            return true;
        }
        catch (StorageException ex)
        {
            LogFailed(ex.Message);
            return false;
        }
        finally
        {
            _flushing.Release();
        }
    }

    public void Dispose() => _flushing.Dispose();

    /// <summary>Sums up what comes, until it is cancelled.</summary>
    internal async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            lock (_tallying)
            {
                Drain();
            }
        }
    }

    private AskedBatch? Take()
    {
        lock (_tallying)
        {
            Drain();
            _tally.Drop(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), Interlocked.Exchange(ref _dropped, 0));
            return _tally.Take();
        }
    }

    /// <summary>At most what has room, so that a flush ends while searches go on.</summary>
    private void Drain()
    {
        for (var i = 0; i < Room && _queue.Reader.TryRead(out var asked); i++)
        {
            _tally.Add(asked);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was asked could not be stored; it is tried again. {What}")]
    private partial void LogFailed(string what);
}
