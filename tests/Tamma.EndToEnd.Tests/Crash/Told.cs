using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>What one reader of the log was told of, across all its connections.</summary>
internal sealed class Told
{
    private readonly Lock _gate = new();
    private readonly List<(long Position, string Event)> _events = [];

    /// <summary>Behind this it goes on.</summary>
    public long Place { get; private set; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<(long Position, string Event)> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    public void Add(JsonElement happening)
    {
        lock (_gate)
        {
            Place = happening.GetProperty("position").GetInt64();
            _events.Add((Place, happening.GetRawText()));
        }
    }

    /// <summary>The server says that it has read so far for it.</summary>
    public void Reach(long position)
    {
        lock (_gate)
        {
            Place = Math.Max(Place, position);
        }
    }
}
