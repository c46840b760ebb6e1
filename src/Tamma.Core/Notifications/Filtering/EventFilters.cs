using System.Collections.Concurrent;

namespace Tamma.Notifications.Filtering;

/// <summary>Filters that were read before: clients of one program ask the same, and share what it takes in memory.</summary>
public sealed class EventFilters
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, EventFilterParse> _known = new(StringComparer.Ordinal);

    /// <summary>The same as <see cref="EventFilter.Parse"/>.</summary>
    public EventFilterParse Parse(string text)
    {
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        var parse = EventFilter.Parse(text);
        return parse.Filter is null ? parse : _known.GetOrAdd(text, parse);
    }
}
