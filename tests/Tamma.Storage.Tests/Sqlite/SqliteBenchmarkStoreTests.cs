using Tamma.Storage.Tests.Contracts;

namespace Tamma.Storage.Tests.Sqlite;

public sealed class SqliteBenchmarkStoreTests() : BenchmarkStoreContract(SqliteStores.New());
