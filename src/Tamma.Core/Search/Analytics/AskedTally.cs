using System.Collections.Immutable;

namespace Tamma.Search.Analytics;

/// <summary>Sums up what was asked until it is taken to be stored. For one thread at a time; bounded.</summary>
internal sealed class AskedTally(Guid writer, int mostForms)
{
    private Dictionary<(DateOnly Day, AskedForm Form), AskedCounts> _counts = [];
    private Dictionary<DateOnly, long> _dropped = [];
    private long _number;

    public void Add(in Asked asked)
    {
        var form = AskedForm.Of(asked.Request, asked.Reading, asked.Unmatched);
        Of(asked.Day, form, out var isSum).Add(asked.Total, asked.StoodIn, asked.Took, isSum ? [] : asked.Unmatched);
    }

    public void Drop(DateOnly day, long count)
    {
        if (count > 0)
        {
            _dropped[day] = _dropped.GetValueOrDefault(day) + count;
        }
    }

    /// <summary>All that came since the last time; null where nothing did.</summary>
    public AskedBatch? Take()
    {
        if (_counts.Count + _dropped.Count == 0)
        {
            return null;
        }

        var batch = new AskedBatch(
            writer,
            ++_number,
            [.. _counts.Select(pair => new AskedRow(pair.Key.Day, pair.Key.Form, pair.Value))],
            [.. _dropped.Select(pair => new AskedDrop(pair.Key, pair.Value))]);
        (_counts, _dropped) = ([], []);
        return batch;
    }

    private AskedCounts Of(DateOnly day, AskedForm form, out bool isSum)
    {
        isSum = form.IsSum;
        if (!_counts.TryGetValue((day, form), out var counts))
        {
            if (!isSum && _counts.Count >= mostForms)
            {
                return Of(day, AskedForm.Others, out isSum);
            }

            _counts.Add((day, form), counts = new());
        }

        return counts;
    }
}

/// <summary>One search on its way to be counted; it is in memory for an instant.</summary>
internal readonly record struct Asked(
    DateOnly Day, SearchRequest Request, QueryReading Reading, ImmutableArray<string> Unmatched, int Total, bool StoodIn, TimeSpan Took);
