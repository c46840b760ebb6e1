using Microsoft.Extensions.Time.Testing;
using Tamma.Security;
using Tamma.Storage.Sqlite;
using Tamma.Storage.Sqlite.Migrations;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Sqlite;

/// <summary>From one schema to the next, with a copy of what was there before.</summary>
public sealed class MigrationTests : IDisposable
{
    private static readonly int s_today = SchemaMigrations.All[^1].Number;
    private static readonly Migration s_next = new(s_today + 1, "ALTER TABLE keys ADD COLUMN note TEXT");

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 2, 3, 4, 5, 6, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Copy => _folder[$"tamma.db.v{s_today}.20270203T040506Z.bak"];

    [Fact]
    public async Task Before_a_migration_the_database_is_copied()
    {
        var (key, _) = ApiKey.Create("before", Day(1));
        await OpenAsync(SchemaMigrations.All, keys => keys.AddAsync(key, Token));

        await OpenAsync([.. SchemaMigrations.All, s_next], keys => keys.AddAsync(ApiKey.Create("after", Day(2)).Key, Token));

        using var copy = SqliteDatabase.Open(Copy, _time);
        Same.Texts([Shown.Of(key)], (await new SqliteKeyStore(copy).ReadAsync(Token)).Select(Shown.Of));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
        }
    }

    [Fact]
    public async Task A_migration_runs_once()
    {
        await OpenAsync(SchemaMigrations.All, _ => Task.CompletedTask);
        await OpenAsync([.. SchemaMigrations.All, s_next], _ => Task.CompletedTask);
        File.Delete(Copy);

        await OpenAsync([.. SchemaMigrations.All, s_next], _ => Task.CompletedTask);

        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public async Task A_new_database_is_not_copied()
    {
        await OpenAsync([.. SchemaMigrations.All, s_next], _ => Task.CompletedTask);

        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_database_as_it_was()
    {
        await OpenAsync(SchemaMigrations.All, keys => keys.AddAsync(ApiKey.Create("before", Day(1)).Key, Token));
        Migration broken = new(s_today + 1, "ALTER TABLE keys ADD COLUMN note TEXT; SELECT nonsense FROM nowhere;");

        await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync([.. SchemaMigrations.All, broken], _ => Task.CompletedTask));

        await OpenAsync(SchemaMigrations.All, async keys => Assert.Single(await keys.ReadAsync(Token)));
        await OpenAsync([.. SchemaMigrations.All, s_next], async keys => Assert.Single(await keys.ReadAsync(Token)));
    }

    public void Dispose() => _folder.Dispose();

    private async Task OpenAsync(IReadOnlyList<Migration> migrations, Func<IKeyStore, Task> work)
    {
        using var database = SqliteDatabase.Open(_folder["tamma.db"], _time, migrations);
        await work(new SqliteKeyStore(database));
    }
}
