using System.Collections.Concurrent;
using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Live;

/// <summary>
/// Older stretches of the log, for those who catch up. Many come again at the same time from nearly the same place, after a restart
/// for example: they share what was read for the first of them.
/// </summary>
internal sealed class LivePages(IEventLog log, EventRows rows, LiveOptions options)
{
    private readonly ConcurrentDictionary<long, Lazy<Task<LiveBatch>>> _pages = new();
    private readonly ConcurrentQueue<long> _order = new();

    /// <summary>A stretch in which something behind a position is, and perhaps something before it; empty at the log's end.</summary>
    public async Task<LiveBatch> ReadAsync(long after, CancellationToken cancellationToken)
    {
        var start = after / options.Page * options.Page;
        var page = await Page(start).Value.WaitAsync(cancellationToken);

        // Only a page that is full and without a gap stays as it is; where retention has been or the log ends, it is read as it is now.
        return page.After == start && page.End == start + options.Page && page.Events.Length == options.Page
            ? page
            : await LiveEvents.ReadAsync(log, rows, after, options.Page, cancellationToken);
    }

    public void Clear()
    {
        _pages.Clear();
        _order.Clear();
    }

    private Lazy<Task<LiveBatch>> Page(long start) => _pages.GetOrAdd(start, static (start, pages) => new(() => pages.LoadAsync(start)), this);

    private async Task<LiveBatch> LoadAsync(long start)
    {
        LiveBatch? page = null;
        try
        {
            page = await LiveEvents.ReadAsync(log, rows, start, options.Page, CancellationToken.None);
            return page;
        }
        finally
        {
            if (page?.End != start + options.Page || page.Events.Length != options.Page)
            {
                _pages.TryRemove(start, out _);
            }
            else
            {
                _order.Enqueue(start);
                while (_order.Count > options.Held / options.Page && _order.TryDequeue(out var oldest))
                {
                    _pages.TryRemove(oldest, out _);
                }
            }
        }
    }
}
