using Tamma.Events;

namespace Tamma.Storage.Sqlite;

/// <summary>Gives events their positions inside one write transaction, one after the other, without gaps.</summary>
internal sealed class EventAppender : IDisposable
{
    private readonly SqliteSession _session;
    private readonly Statement _insert;

    public EventAppender(SqliteSession session)
    {
        _session = session;
        Before = LogTable.Read(session);
        Last = Before.Position;
        _insert = session.Use(
            """
            INSERT INTO events (position, id, type, schema_version, occurred_at, provider, model_id, connection, run_id, actor, cause, severity, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    }

    /// <summary>The log as it was before this transaction.</summary>
    public LogRow Before { get; }

    /// <summary>The position given last.</summary>
    public long Last { get; private set; }

    public long Append(EventDraft draft)
    {
        _insert.Add(++Last)
            .Add(draft.Id)
            .Add(draft.Type)
            .Add(draft.SchemaVersion)
            .Add(draft.OccurredAt)
            .Add(draft.Provider)
            .Add(draft.ModelId)
            .Add(draft.Connection)
            .Add(draft.RunId)
            .Add(draft.Actor)
            .Add((int)draft.Cause)
            .Add((int)(_session.Severity?.Invoke(draft) ?? draft.Severity))
            .AddText(draft.Data.Span)
            .Run();
        return Last;
    }

    /// <summary>Moves the log's head to the last position that was given. Nothing to do when there was none.</summary>
    /// <param name="at">The clock's time; a clock that was set back does not turn the log's time back.</param>
    public void Finish(DateTimeOffset at, bool isCatalog)
    {
        if (Last > Before.Position)
        {
            LogTable.Write(_session, Before with
            {
                Position = Last,
                CatalogPosition = isCatalog ? Last : Before.CatalogPosition,
                CommittedAt = at > Before.CommittedAt ? at : Before.CommittedAt,
            });
        }
    }

    /// <summary>Appends events that belong to no catalogue commit. Their time is that of the latest among them.</summary>
    /// <returns>The last position given, or the log's head when there is no event.</returns>
    public static long AppendAll(SqliteSession session, IReadOnlyList<EventDraft> events)
    {
        using var appender = new EventAppender(session);
        foreach (var draft in events)
        {
            appender.Append(draft);
        }

        appender.Finish(events.Count == 0 ? default : events.Max(draft => draft.OccurredAt), isCatalog: false);
        return appender.Last;
    }

    public void Dispose() => _insert.Dispose();
}
