using Tamma.Storage.Sqlite;
using Tamma.Storage.Tests.Sqlite;
using Xunit;

namespace Tamma.Storage.Tests.Past;

/// <summary>
/// A database of every schema that was ever released, beside the text of all that is in it; today's code must read the same.
/// A new schema gets a new folder, made by <c>SNAPSHOTS=accept dotnet run --project tests/Tamma.Storage.Tests</c> with the number
/// below raised; a folder that exists is never made again.
/// </summary>
public sealed class PastTests : IDisposable
{
    private const int Newest = 9;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_database_of_an_earlier_schema_is_read_as_it_was_written(int schema)
    {
        var past = Path.Combine(Repository.Root, "tests", "Tamma.Storage.Tests", "Past", $"v{schema}");
        if (schema == Newest && !File.Exists(Path.Combine(past, "tamma.db")) && Environment.GetEnvironmentVariable("SNAPSHOTS") == "accept")
        {
            await MakeAsync(past);
        }

        File.Copy(Path.Combine(past, "tamma.db"), _folder["tamma.db"]);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(past, "tamma.txt"), Token), await ReadAsync(_folder["tamma.db"]), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Today_s_schema_has_its_database()
    {
        Assert.Equal(Newest, Storage.Sqlite.Migrations.SchemaMigrations.All[^1].Number);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Tamma.Storage.Tests", "Past", $"v{Newest}", "tamma.db")));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task MakeAsync(string past)
    {
        Directory.CreateDirectory(past);
        var file = Path.Combine(past, "tamma.db");
        using (var database = SqliteDatabase.Open(file, TimeProvider.System))
        {
            await PastContent.WriteAsync(SqliteStores.Over(database), Token);
        }

        await File.WriteAllTextAsync(Path.Combine(past, "tamma.txt"), await ReadAsync(file), Token);
    }

    private static async Task<string> ReadAsync(string file)
    {
        using var database = SqliteDatabase.Open(file, TimeProvider.System);
        return await PastContent.ReadAsync(SqliteStores.Over(database), Token);
    }
}
