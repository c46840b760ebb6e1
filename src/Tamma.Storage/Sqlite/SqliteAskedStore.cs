using Tamma.Catalog;
using Tamma.Search.Analytics;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteAskedStore(SqliteDatabase database) : IAskedStore
{
    private const string Key = "day = ? AND text = ? AND filter = ? AND prefer = ? AND sort = ? AND scope = ?";
    private const string Counts = "asked, empty, stood_in, latency, results, unknown";

    public Task<bool> AddAsync(AskedBatch batch, int mostForms, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Add(session, batch, mostForms), cancellationToken);

    public Task<AskedSums> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Read(session, first, last), cancellationToken);

    private static bool Add(SqliteSession session, AskedBatch batch, int mostForms)
    {
        var day = batch.Rows.Select(row => row.Day).Concat(batch.Dropped.Select(drop => drop.Day)).DefaultIfEmpty().Max();
        using (var writer = session.Use(
            "INSERT INTO asked_writers (writer, batch, day) VALUES (?, ?, ?) ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, day = excluded.day WHERE excluded.batch > asked_writers.batch"))
        {
            if (writer.Add(batch.Writer).Add(batch.Number).Add(day.DayNumber).Run() == 0)
            {
                return false;
            }
        }

        foreach (var ofDay in batch.Rows.GroupBy(row => row.Day))
        {
            AddForms(session, ofDay.Key, ofDay, mostForms);
        }

        foreach (var drop in batch.Dropped)
        {
            using var dropped = session.Use("INSERT INTO asked_drops (day, dropped) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET dropped = dropped + excluded.dropped");
            dropped.Add(drop.Day.DayNumber).Add(drop.Count).Run();
        }

        return true;
    }

    private static void AddForms(SqliteSession session, DateOnly day, IEnumerable<AskedRow> rows, int mostForms)
    {
        var forms = CountForms(session, day);
        foreach (var (_, form, counts) in rows)
        {
            var known = Find(session, day, form);
            if (known is null && !form.IsSum && forms >= mostForms)
            {
                Save(session, day, AskedForm.Others, Find(session, day, AskedForm.Others), counts.Nameless());
                continue;
            }

            Save(session, day, form, known, counts);
            forms += known is null && !form.IsSum ? 1 : 0;
        }
    }

    private static void Save(SqliteSession session, DateOnly day, AskedForm form, AskedCounts? known, AskedCounts more)
    {
        var sum = known ?? new();
        sum.Add(more);
        using var statement = session.Use($"INSERT OR REPLACE INTO asked_forms (day, text, filter, prefer, sort, scope, {Counts}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        Bind(statement, day, form)
            .Add(sum.Asked).Add(sum.Empty).Add(sum.StoodIn)
            .AddBlob(PackedCounts.Pack(sum.Latency)).AddBlob(PackedCounts.Pack(sum.Results))
            .Add(string.Join(' ', sum.Unknown))
            .Run();
    }

    private static AskedCounts? Find(SqliteSession session, DateOnly day, AskedForm form)
    {
        using var row = session.Use($"SELECT {Counts} FROM asked_forms WHERE {Key}");
        return Bind(row, day, form).Step() ? CountsOf(row, 0) : null;
    }

    private static long CountForms(SqliteSession session, DateOnly day)
    {
        using var count = session.Use("SELECT count(*) FROM asked_forms WHERE day = ? AND text NOT IN (?, ?)");
        count.Add(day.DayNumber).Add(AskedForm.Others.Text).Add(AskedForm.Withheld.Text).Step();
        return count.Int64(0);
    }

    private static AskedSums Read(SqliteSession session, DateOnly first, DateOnly last)
    {
        // By day, so that what is taken over of the last one is of the last day.
        var sums = new Dictionary<AskedForm, AskedCounts>();
        using var row = session.Use($"SELECT text, filter, prefer, sort, scope, {Counts} FROM asked_forms WHERE day BETWEEN ? AND ? ORDER BY day");
        row.Add(first.DayNumber).Add(last.DayNumber);
        while (row.Step())
        {
            var form = new AskedForm(row.Text(0), row.Text(1), row.Text(2), row.Text(3), (ModelScope)row.Int32(4));
            var counts = CountsOf(row, 5);
            if (!sums.TryAdd(form, counts))
            {
                sums[form].Add(counts);
            }
        }

        using var dropped = session.Use("SELECT coalesce(sum(dropped), 0) FROM asked_drops WHERE day BETWEEN ? AND ?");
        dropped.Add(first.DayNumber).Add(last.DayNumber).Step();
        return new([.. sums.Select(pair => (pair.Key, pair.Value))], dropped.Int64(0));
    }

    private static AskedCounts CountsOf(Statement row, int first) => new(
        row.Int64(first),
        row.Int64(first + 1),
        row.Int64(first + 2),
        PackedCounts.Unpack(row.Bytes(first + 3), Buckets.Latencies),
        PackedCounts.Unpack(row.Bytes(first + 4), Buckets.Results),
        [.. row.Text(first + 5).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private static Statement Bind(Statement statement, DateOnly day, AskedForm form) =>
        statement.Add(day.DayNumber).Add(form.Text).Add(form.Filter).Add(form.Prefer).Add(form.Sort).Add((int)form.Scope);
}
