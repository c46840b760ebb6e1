namespace Tamma.Notifications.Live;

/// <summary>How the log is read as it grows.</summary>
public sealed record LiveOptions
{
    /// <summary>Events read at once, and handed on together.</summary>
    public int Page { get; init; } = 250;

    /// <summary>So many of the newest events are held for all listeners together; a listener that is further behind is too slow.</summary>
    public int Held { get; init; } = 8_192;

    /// <summary>How often the log is looked at when no bell rings: a lost ring costs so much and no more.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait after the log could not be read.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
