using System.Globalization;
using System.Runtime.CompilerServices;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteBenchmarkStore(SqliteDatabase database) : IBenchmarkStore
{
    private const string Columns = "id, model, connection, plan, state, queued_at, started_at, finished_at, sentence, verdict, worst_cost, samples";

    public Task SaveAsync(BenchmarkRun run, CancellationToken cancellationToken) => database.WriteAsync(session => Save(session, run), cancellationToken);

    public Task AddSamplesAsync(Guid run, int part, SampleBatch batch, CancellationToken cancellationToken)
    {
        var packed = PackedText.Pack(batch.Lines.Span);
        return database.WriteAsync(
            session =>
            {
                using var insert = session.Use("INSERT OR REPLACE INTO benchmark_samples (run, part, count, lines) VALUES (?, ?, ?, ?)");
                return insert.Add(run).Add(part).Add(batch.Count).AddBlob(packed).Run();
            },
            cancellationToken);
    }

    public Task<long> EndAsync(BenchmarkRun run, ReadOnlyMemory<byte> report, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        var packed = report.IsEmpty ? null : PackedText.Pack(report.Span);
        return database.WriteAsync(
            session =>
            {
                Save(session, run);
                if (packed is not null)
                {
                    using var update = session.Use("UPDATE benchmark_runs SET report = ? WHERE id = ?");
                    update.AddBlob(packed).Add(run.Id).Run();
                }

                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);
    }

    public Task<BenchmarkRun?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var row = session.Use($"SELECT {Columns} FROM benchmark_runs WHERE id = ?");
                row.Add(id);
                return ReadOne(row);
            },
            cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadReportAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync<ReadOnlyMemory<byte>?>(
            session =>
            {
                using var row = session.Use("SELECT report FROM benchmark_runs WHERE id = ? AND report IS NOT NULL");
                return row.Add(id).Step() ? PackedText.Unpack(row.Bytes(0)) : default(ReadOnlyMemory<byte>?);
            },
            cancellationToken);

    public async IAsyncEnumerable<SampleBatch> ReadSamplesAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var part = -1; await NextAsync(id, part, cancellationToken) is { } next; part = next.Part)
        {
            yield return next.Batch;
        }
    }

    public Task<IReadOnlyList<BenchmarkRun>> ReadAsync(string? model, Guid? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<BenchmarkRun>>(
            session =>
            {
                // Ids are of version 7: their order is that of time.
                using var row = session.Use($"SELECT {Columns} FROM benchmark_runs WHERE (?1 IS NULL OR model = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3");
                row.Add(model).Add(before).Add(limit);
                var runs = new List<BenchmarkRun>();
                while (ReadOne(row) is { } run)
                {
                    runs.Add(run);
                }

                return runs;
            },
            cancellationToken);

    public Task<int> FailInterruptedAsync(DateTimeOffset began, string sentence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use("UPDATE benchmark_runs SET state = ?, finished_at = ?, sentence = ? WHERE state IN (?, ?) AND queued_at < ?");
                return statement.Add((int)BenchmarkState.Failed).Add(began).Add(sentence).Add((int)BenchmarkState.Queued).Add((int)BenchmarkState.Running).Add(began).Run();
            },
            cancellationToken);

    public Task<int> ForgetSamplesAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var forget = session.Use("DELETE FROM benchmark_samples WHERE run IN (SELECT id FROM benchmark_runs WHERE samples > 0 AND finished_at < ?)");
                forget.Add(endedBefore).Run();
                using var mark = session.Use("UPDATE benchmark_runs SET samples = 0 WHERE samples > 0 AND finished_at < ?");
                return mark.Add(endedBefore).Run();
            },
            cancellationToken);

    private Task<(int Part, SampleBatch Batch)?> NextAsync(Guid id, int after, CancellationToken cancellationToken) =>
        database.ReadAsync<(int, SampleBatch)?>(
            session =>
            {
                using var row = session.Use("SELECT part, count, lines FROM benchmark_samples WHERE run = ? AND part > ? ORDER BY part LIMIT 1");
                return row.Add(id).Add(after).Step() ? (row.Int32(0), new SampleBatch(row.Int32(1), PackedText.Unpack(row.Bytes(2)))) : null;
            },
            cancellationToken);

    private static int Save(SqliteSession session, BenchmarkRun run)
    {
        using var statement = session.Use(
            $"""
            INSERT INTO benchmark_runs ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at, finished_at = excluded.finished_at,
                sentence = excluded.sentence, verdict = excluded.verdict, worst_cost = excluded.worst_cost, samples = excluded.samples
            """);
        return statement.Add(run.Id)
            .Add(run.Plan.Model.ToString())
            .Add(run.Connection)
            .Add(PlanText.Write(run.Plan))
            .Add((int)run.State)
            .Add(run.QueuedAt)
            .Add(run.StartedAt)
            .Add(run.FinishedAt)
            .Add(run.Sentence)
            .Add((long?)run.Verdict)
            .Add(run.WorstCost?.ToString(CultureInfo.InvariantCulture))
            .Add(run.Samples)
            .Run();
    }

    private static BenchmarkRun? ReadOne(Statement row) => !row.Step() ? null : new()
    {
        Id = row.Guid(0),
        Connection = row.Text(2),
        Plan = PlanText.Read(row.Text(3)),
        State = (BenchmarkState)row.Int32(4),
        QueuedAt = row.Time(5),
        StartedAt = row.TimeOrNull(6),
        FinishedAt = row.TimeOrNull(7),
        Sentence = row.TextOrNull(8),
        Verdict = (LoadVerdict?)row.Int64OrNull(9),
        WorstCost = row.TextOrNull(10) is { } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
        Samples = row.Int32(11),
    };
}
