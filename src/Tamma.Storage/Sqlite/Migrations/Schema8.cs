namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>When a subscription speaks, and how a message tells its events. What was there before tells each as it comes.</summary>
internal static class Schema8
{
    public static Migration Migration { get; } = new(8, Sql);

    private const string Sql = """
        -- JSON; null is not calm.
        ALTER TABLE subscriptions ADD COLUMN calm TEXT;

        -- JSON; null tells each event. Positions may be runs now: [[4, 214], 216].
        ALTER TABLE deliveries ADD COLUMN shape TEXT;
        """;
}
