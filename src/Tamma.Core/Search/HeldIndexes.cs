using System.Collections.Immutable;

namespace Tamma.Search;

/// <summary>
/// Indexes that pages were handed out of, so that the next page is of the same position. A few, for a while: who pages on later
/// begins again. Thread-safe.
/// </summary>
internal sealed class HeldIndexes(TimeProvider time)
{
    private const int Most = 4;
    private static readonly TimeSpan s_while = TimeSpan.FromMinutes(10);

    private ImmutableArray<(SearchIndex Index, DateTimeOffset Until)> _held = [];

    public IEnumerable<SearchIndex> All
    {
        get
        {
            var now = time.GetUtcNow();
            return _held.Where(held => held.Until > now).Select(held => held.Index);
        }
    }

    /// <summary>Keeps it from now on for a while; the one that was asked for longest ago goes.</summary>
    public void Hold(SearchIndex index)
    {
        var until = time.GetUtcNow() + s_while;
        ImmutableInterlocked.Update(
            ref _held,
            static (held, next) => [next, .. held.Where(one => !ReferenceEquals(one.Index, next.index)).Take(Most - 1)],
            (index, until));
    }

    /// <summary>Lets go of what nobody will be answered from.</summary>
    public void Trim()
    {
        var now = time.GetUtcNow();
        ImmutableInterlocked.Update(ref _held, static (held, now) => [.. held.Where(one => one.Until > now)], now);
    }
}
