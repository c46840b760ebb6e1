using Tamma.Storage.Tests.Contracts;

namespace Tamma.Storage.Tests.Sqlite;

public sealed class SqliteSubscriptionStoreTests() : SubscriptionStoreContract(SqliteStores.New());
