using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteReviewStore(SqliteDatabase database) : IReviewStore
{
    private const string Columns =
        """
        id, kind, state, source, provider, model_provider, model_id, field, old_value, proposed_value, sentence, fingerprint,
        run_id, opened_at, last_seen_at, sightings, closed_at, closed_by, reason, models, parts
        """;

    public Task<long> SaveAsync(IReadOnlyList<Review> reviews, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                Save(session, reviews);
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    public Task<Review?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var statement = session.Use($"SELECT {Columns} FROM reviews WHERE id = ?");
                statement.Add(id);
                return ReadOne(statement);
            },
            cancellationToken);

    public Task<IReadOnlyList<Review>> ReadAsync(ReviewFilter filter, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Review>>(
            session =>
            {
                List<string> conditions = [];
                Ask(filter.State is not null, "state = ?");
                Ask(filter.Kind is not null, "kind = ?");
                Ask(filter.Provider is not null, "provider = ? COLLATE NOCASE");
                Ask(filter.Source is not null, "source = ?");
                using var statement = session.Use(
                    $"SELECT {Columns} FROM reviews {(conditions is [] ? "" : "WHERE " + string.Join(" AND ", conditions))} ORDER BY opened_at DESC, id DESC LIMIT ?");
                Add(statement, filter);
                statement.Add(limit);
                return ReadAll(statement);

                void Ask(bool asked, string condition)
                {
                    if (asked)
                    {
                        conditions.Add(condition);
                    }
                }
            },
            cancellationToken);

    public Task<IReadOnlyList<Review>> ReadBindingAsync(SourceId source, DateTimeOffset acceptedSince, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Review>>(
            session =>
            {
                using var statement = session.Use(
                    $"SELECT {Columns} FROM reviews WHERE source = ? AND (state IN (?, ?) OR (state = ? AND ifnull(closed_at, opened_at) >= ?)) ORDER BY opened_at DESC, id DESC");
                statement.Add(source.Name).Add((int)ReviewState.Open).Add((int)ReviewState.Rejected).Add((int)ReviewState.Accepted).Add(acceptedSince);
                return ReadAll(statement);
            },
            cancellationToken);

    private static void Add(Statement statement, ReviewFilter filter)
    {
        if (filter.State is { } state)
        {
            statement.Add((int)state);
        }

        if (filter.Kind is { } kind)
        {
            statement.Add((int)kind);
        }

        if (filter.Provider is { } provider)
        {
            statement.Add(provider);
        }

        if (filter.Source is { } source)
        {
            statement.Add(source.Name);
        }
    }

    private static void Save(SqliteSession session, IReadOnlyList<Review> reviews)
    {
        using var statement = session.Use(
            $"INSERT OR REPLACE INTO reviews ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var review in reviews)
        {
            statement.Add(review.Id)
                .Add((int)review.Kind)
                .Add((int)review.State)
                .Add(review.Source.Name)
                .Add(review.Provider)
                .Add(review.Model?.Provider)
                .Add(review.Model?.Id)
                .Add(review.Field)
                .Add(StoredJson.Write(review.Old))
                .Add(StoredJson.Write(review.Proposed))
                .Add(review.Sentence)
                .Add(review.Fingerprint)
                .Add(review.RunId)
                .Add(review.OpenedAt)
                .Add(review.LastSeenAt)
                .Add(review.Sightings)
                .Add(review.ClosedAt)
                .Add(review.ClosedBy)
                .Add(review.Reason)
                .Add(StoredJson.Write([.. review.Models.SelectMany(key => (string[])[key.Provider, key.Id])]))
                .Add(StoredParts.Write(review.Parts))
                .Run();
        }
    }

    private static List<Review> ReadAll(Statement statement)
    {
        var reviews = new List<Review>();
        while (ReadOne(statement) is { } review)
        {
            reviews.Add(review);
        }

        return reviews;
    }

    private static Review? ReadOne(Statement row) => !row.Step() ? null : new()
    {
        Id = row.Guid(0),
        Kind = (ReviewKind)row.Int32(1),
        State = (ReviewState)row.Int32(2),
        Source = new(row.Text(3)),
        Provider = row.Text(4),
        Model = row.TextOrNull(5) is { } provider ? new(provider, row.Text(6)) : null,
        Field = row.TextOrNull(7),
        Old = row.IsNull(8) ? null : StoredJson.ReadValue(row.Bytes(8)),
        Proposed = row.IsNull(9) ? null : StoredJson.ReadValue(row.Bytes(9)),
        Sentence = row.Text(10),
        Fingerprint = row.Text(11),
        RunId = row.Guid(12),
        OpenedAt = row.Time(13),
        LastSeenAt = row.Time(14),
        Sightings = row.Int32(15),
        ClosedAt = row.TimeOrNull(16),
        ClosedBy = row.TextOrNull(17),
        Reason = row.TextOrNull(18),

        // Provider and id in turn: joined by a slash they could not be told apart for a provider's own row.
        Models = [.. StoredJson.ReadWords(row.Bytes(19)).Chunk(2).Select(key => new ModelKey(key[0], key[1]))],
        Parts = row.IsNull(20) ? [] : StoredParts.Read(row.Bytes(20)),
    };
}
