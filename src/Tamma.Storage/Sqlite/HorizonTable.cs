using Tamma.Catalog.Retention;

namespace Tamma.Storage.Sqlite;

/// <summary>From where on the record is whole. A horizon never moves back.</summary>
internal static class HorizonTable
{
    public const string Versions = "versions";
    public const string Events = "events";
    public const string Claims = "claims";

    public static void Move(SqliteSession session, string name, long position, DateTimeOffset at)
    {
        using var statement = session.Use(
            """
            INSERT INTO horizons (name, position, at) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET position = max(position, excluded.position), at = max(at, excluded.at)
            """);
        statement.Add(name).Add(position).Add(at).Run();
    }

    public static Horizons Read(SqliteSession session)
    {
        var horizons = new Horizons();
        using var row = session.Use("SELECT name, position, at FROM horizons");
        while (row.Step())
        {
            horizons = row.Text(0) switch
            {
                Versions => horizons with { Versions = row.Int64(1), VersionsAt = row.Time(2) },
                Events => horizons with { Events = row.Int64(1) },
                Claims => horizons with { ClaimsAt = row.Time(2) },
                _ => horizons,
            };
        }

        return horizons;
    }
}
