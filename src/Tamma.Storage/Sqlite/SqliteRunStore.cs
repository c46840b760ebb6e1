using Tamma.Catalog;
using Tamma.Discovery;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteRunStore(SqliteDatabase database) : IRunStore
{
    private const string Columns =
        """
        id, source, run_trigger, state, queued_at, started_at, finished_at, fault, sentence, pages, bytes,
        listed, added, updated, missing, returned, removed, facts_changed, first_position, last_position, review,
        documents, unknown_fields, rules, findings
        """;

    public Task SaveAsync(Run run, CancellationToken cancellationToken) => database.WriteAsync(session => Save(session, run), cancellationToken);

    public Task<Run?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var statement = session.Use($"SELECT {Columns} FROM runs WHERE id = ?");
                statement.Add(id);
                return ReadOne(statement);
            },
            cancellationToken);

    public Task<IReadOnlyList<Run>> ReadAsync(SourceId? source, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Run>>(
            session =>
            {
                using var statement = session.Use(
                    $"SELECT {Columns} FROM runs {(source is null ? "" : "WHERE source = ?")} ORDER BY queued_at DESC, id DESC LIMIT ?");
                if (source is { } one)
                {
                    statement.Add(one.Name);
                }

                statement.Add(limit);
                var runs = new List<Run>();
                while (ReadOne(statement) is { } run)
                {
                    runs.Add(run);
                }

                return runs;
            },
            cancellationToken);

    public Task<IReadOnlyList<LastRuns>> ReadLastAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LastRuns>>(ReadLast, cancellationToken);

    public Task<int> FailInterruptedAsync(DateTimeOffset now, string sentence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use("UPDATE runs SET state = ?, finished_at = ?, sentence = ? WHERE state IN (?, ?)");
                return statement.Add((int)RunState.Failed).Add(now).Add(sentence).Add((int)RunState.Queued).Add((int)RunState.Running).Run();
            },
            cancellationToken);

    private static int Save(SqliteSession session, Run run)
    {
        using var statement = session.Use(
            $"INSERT OR REPLACE INTO runs ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        return statement.Add(run.Id)
            .Add(run.Source.Name)
            .Add((int)run.Trigger)
            .Add((int)run.State)
            .Add(run.QueuedAt)
            .Add(run.StartedAt)
            .Add(run.FinishedAt)
            .Add(run.Fault)
            .Add(run.Sentence)
            .Add(run.Pages)
            .Add(run.Bytes)
            .Add(run.Counts.Listed)
            .Add(run.Counts.Added)
            .Add(run.Counts.Updated)
            .Add(run.Counts.Missing)
            .Add(run.Counts.Returned)
            .Add(run.Counts.Removed)
            .Add(run.Counts.FactsChanged)
            .Add(run.FirstPosition)
            .Add(run.LastPosition)
            .Add(run.Review)
            .Add(StoredJson.Write([.. run.Documents.Select(document => document.Hex)]))
            .Add(StoredJson.Write(run.UnknownFields))
            .Add(StoredJson.Write(run.Rules))
            .Add(StoredJson.Write(run.Findings))
            .Run();
    }

    private static List<LastRuns> ReadLast(SqliteSession session)
    {
        using var sources = session.Use("SELECT DISTINCT source FROM runs ORDER BY source");
        using var over = session.Use(
            $"SELECT {Columns} FROM runs WHERE source = ? AND state NOT IN (?, ?) ORDER BY queued_at DESC, id DESC LIMIT 1");
        using var good = session.Use(
            $"SELECT {Columns} FROM runs WHERE source = ? AND state IN (?, ?) ORDER BY queued_at DESC, id DESC LIMIT 1");
        var last = new List<LastRuns>();
        while (sources.Step())
        {
            var source = sources.Text(0);
            over.Add(source).Add((int)RunState.Queued).Add((int)RunState.Running);
            good.Add(source).Add((int)RunState.Succeeded).Add((int)RunState.Unchanged);
            if (ReadOne(over) is { } newest)
            {
                last.Add(new(new(source), newest, ReadOne(good)));
            }

            over.Reset();
            good.Reset();
        }

        return last;
    }

    private static Run? ReadOne(Statement row) => !row.Step() ? null : new()
    {
        Id = row.Guid(0),
        Source = new(row.Text(1)),
        Trigger = (RunTrigger)row.Int32(2),
        State = (RunState)row.Int32(3),
        QueuedAt = row.Time(4),
        StartedAt = row.TimeOrNull(5),
        FinishedAt = row.TimeOrNull(6),
        Fault = row.TextOrNull(7),
        Sentence = row.TextOrNull(8),
        Pages = row.Int32(9),
        Bytes = row.Int64(10),
        Counts = new()
        {
            Listed = row.Int32(11),
            Added = row.Int32(12),
            Updated = row.Int32(13),
            Missing = row.Int32(14),
            Returned = row.Int32(15),
            Removed = row.Int32(16),
            FactsChanged = row.Int32(17),
        },
        FirstPosition = row.Int64OrNull(18),
        LastPosition = row.Int64OrNull(19),
        Review = row.GuidOrNull(20),
        Documents = [.. StoredJson.ReadWords(row.Bytes(21)).Select(hash => new DocumentHash(hash))],
        UnknownFields = StoredJson.ReadCounts(row.Bytes(22)),
        Rules = StoredJson.ReadCounts(row.Bytes(23)),
        Findings = StoredJson.ReadCounts(row.Bytes(24)),
    };
}
