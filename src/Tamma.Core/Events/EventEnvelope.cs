namespace Tamma.Events;

/// <summary>An event as the log keeps it. <paramref name="Position"/> follows commit order and is where a reader resumes.</summary>
public sealed record EventEnvelope(long Position, Guid LogId, EventDraft Event);

/// <summary>The end of the log. A wiped database has another <paramref name="LogId"/>, so an old cursor is refused and not silently empty.</summary>
public sealed record LogHead(Guid LogId, long Position);
