using Tamma.Storage.Tests.Contracts;

namespace Tamma.Storage.Tests.Sqlite;

public sealed class SqliteDeliveryStoreTests() : DeliveryStoreContract(SqliteStores.New());
