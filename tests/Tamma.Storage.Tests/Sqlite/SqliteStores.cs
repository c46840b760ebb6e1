using Tamma.Storage.Sqlite;

namespace Tamma.Storage.Tests.Sqlite;

internal static class SqliteStores
{
    /// <summary>The embedded stores over a new file in a folder of its own.</summary>
    public static Stores New()
    {
        var folder = new TempFolder();
        var database = SqliteDatabase.Open(folder["tamma.db"], TimeProvider.System);
        return Over(database) with
        {
            Close = () =>
            {
                database.Dispose();
                folder.Dispose();
            },
        };
    }

    public static Stores Over(SqliteDatabase database) => new(
        new SqliteCatalogStore(database),
        new SqliteEventLog(database),
        new SqliteCursorStore(database),
        new SqliteRunStore(database),
        new SqliteReviewStore(database),
        new SqliteHealthStore(database),
        new SqliteKeyStore(database),
        new SqliteConnectionStore(database),
        new SqliteOverrideStore(database),
        new SqliteRetentionStore(database),
        database.Dispose)
    {
        Retirements = new SqliteRetirementStore(database),
        Embeddings = new SqliteEmbeddingStore(database),
        Asked = new SqliteAskedStore(database),
        Subscriptions = new SqliteSubscriptionStore(database),
        Deliveries = new SqliteDeliveryStore(database),
        Benchmarks = new SqliteBenchmarkStore(database),
    };
}
