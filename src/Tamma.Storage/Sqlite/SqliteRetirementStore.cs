using Tamma.Discovery;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteRetirementStore(SqliteDatabase database) : IRetirementStore
{
    private readonly CommitMarks? _marks = CommitMarks.FromEnvironment(CommitMarks.Notices);

    public Task<IReadOnlyList<RetirementNotice>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RetirementNotice>>(
            session =>
            {
                using var row = session.Use("SELECT provider, model_id, date, days FROM retirement_notices");
                List<RetirementNotice> notices = [];
                while (row.Step())
                {
                    notices.Add(new(new(row.Text(0), row.Text(1)), row.Text(2), row.Int32(3)));
                }

                return notices;
            },
            cancellationToken);

    public async Task<long> TellAsync(IReadOnlyList<(RetirementNotice Notice, EventDraft Event)> notices, CancellationToken cancellationToken)
    {
        var last = await database.WriteAsync(
            session =>
            {
                using var statement = session.Use("INSERT OR IGNORE INTO retirement_notices (provider, model_id, date, days, told_at) VALUES (?, ?, ?, ?, ?)");
                List<EventDraft> events = new(notices.Count);
                foreach (var (notice, told) in notices)
                {
                    var written = statement.Add(notice.Key.Provider).Add(notice.Key.Id).Add(notice.Date).Add(notice.Days).Add(told.OccurredAt).Run();
                    if (written > 0)
                    {
                        events.Add(told);
                    }
                }

                var position = EventAppender.AppendAll(session, events);
                _marks?.Begin(position);
                return position;
            },
            cancellationToken);
        _marks?.End(last);
        return last;
    }
}
