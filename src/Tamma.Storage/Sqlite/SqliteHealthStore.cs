using Tamma.Events;
using Tamma.Providers;
using Tamma.Providers.Health;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteHealthStore(SqliteDatabase database) : IHealthStore
{
    public Task<long> SaveAsync(
        HealthSample sample, HealthState state, int most, DateTimeOffset notBefore, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                Add(session, sample);
                Prune(session, sample.Connection, most, notBefore);
                Save(session, state);
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    public Task<IReadOnlyList<HealthState>> ReadStatesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HealthState>>(
            session =>
            {
                using var row = session.Use("SELECT connection, status, since, fault, failures, successes, imperfect, answered_at, sentence FROM health_states ORDER BY connection");
                var states = new List<HealthState>();
                while (row.Step())
                {
                    states.Add(new()
                    {
                        Connection = row.Text(0),
                        Status = (HealthStatus)row.Int32(1),
                        Since = row.Time(2),
                        Fault = Fault(row.TextOrNull(3)),
                        Failures = row.Int32(4),
                        Successes = row.Int32(5),
                        Imperfect = row.Int32(6),
                        AnsweredAt = row.TimeOrNull(7),
                        Sentence = row.Text(8),
                    });
                }

                return states;
            },
            cancellationToken);

    public Task<IReadOnlyList<HealthSample>> ReadSamplesAsync(string connection, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HealthSample>>(
            session =>
            {
                using var row = session.Use("SELECT at, outcome, fault, response_time, source FROM health_samples WHERE connection = ? ORDER BY id DESC LIMIT ?");
                row.Add(connection).Add(limit);
                var samples = new List<HealthSample>();
                while (row.Step())
                {
                    samples.Add(new(
                        connection,
                        row.Time(0),
                        (HealthOutcome)row.Int32(1),
                        Fault(row.TextOrNull(2)),
                        row.Int64OrNull(3) is { } ticks ? TimeSpan.FromTicks(ticks) : null,
                        (HealthSource)row.Int32(4)));
                }

                samples.Reverse();
                return samples;
            },
            cancellationToken);

    public Task ForgetAsync(string connection, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var samples = session.Use("DELETE FROM health_samples WHERE connection = ?");
                using var states = session.Use("DELETE FROM health_states WHERE connection = ?");
                return samples.Add(connection).Run() + states.Add(connection).Run();
            },
            cancellationToken);

    private static void Add(SqliteSession session, HealthSample sample)
    {
        using var statement = session.Use("INSERT INTO health_samples (connection, at, outcome, fault, response_time, source) VALUES (?, ?, ?, ?, ?, ?)");
        statement.Add(sample.Connection)
            .Add(sample.At)
            .Add((int)sample.Outcome)
            .Add(Name(sample.Fault))
            .Add(sample.ResponseTime?.Ticks)
            .Add((int)sample.Source)
            .Run();
    }

    private static void Prune(SqliteSession session, string connection, int most, DateTimeOffset notBefore)
    {
        using var old = session.Use("DELETE FROM health_samples WHERE connection = ? AND at < ?");
        old.Add(connection).Add(notBefore).Run();
        using var many = session.Use(
            "DELETE FROM health_samples WHERE connection = ? AND id <= (SELECT id FROM health_samples WHERE connection = ? ORDER BY id DESC LIMIT 1 OFFSET ?)");
        many.Add(connection).Add(connection).Add(most).Run();
    }

    private static void Save(SqliteSession session, HealthState state)
    {
        using var statement = session.Use(
            "INSERT OR REPLACE INTO health_states (connection, status, since, fault, failures, successes, imperfect, answered_at, sentence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        statement.Add(state.Connection)
            .Add((int)state.Status)
            .Add(state.Since)
            .Add(Name(state.Fault))
            .Add(state.Failures)
            .Add(state.Successes)
            .Add(state.Imperfect)
            .Add(state.AnsweredAt)
            .Add(state.Sentence)
            .Run();
    }

    private static string? Name(ProviderFault? fault) => fault is { } known ? HealthWords.Of(known) : null;

    /// <summary>By name, because faults are put in order as they are found; one of a later version is read as a failure without one.</summary>
    private static ProviderFault? Fault(string? name) => HealthWords.Fault(name);
}
