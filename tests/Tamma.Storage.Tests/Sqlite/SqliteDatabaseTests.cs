using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Security;
using Tamma.Storage.Sqlite;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Sqlite;

/// <summary>The file: made, closed to others, refused when it is not ours, full.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder["tamma.db"];

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        Guid log;
        using (var database = Open())
        {
            var stores = SqliteStores.Over(database);
            await stores.Catalog.CommitAsync(Commit(0, Model("a/x", EveryType)), Token);
            log = (await stores.Log.HeadAsync(Token)).LogId;
        }

        using var again = Open();
        var catalog = await SqliteStores.Over(again).Catalog.LoadAsync(Token);
        Assert.Equal(new LogHead(log, 1), catalog.Head);
        Assert.Equal(Shown.Given(Model("a/x", EveryType)), Shown.Given(Assert.Single(catalog.Rows)));
    }

    [Fact]
    public void The_folder_and_the_file_are_made_for_their_owner_alone()
    {
        var path = System.IO.Path.Combine(_folder["deep"], "deeper", "tamma.db");
        using var database = SqliteDatabase.Open(path, TimeProvider.System);
        Assert.True(File.Exists(path));

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(Owner, File.GetUnixFileMode(path));
            Assert.Equal(Owner, File.GetUnixFileMode(path + "-wal"));
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(System.IO.Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("This is a diary.\n", 100));
        File.WriteAllText(Path, text);

        Assert.Equal(StorageFault.Corrupt, Assert.Throws<StorageException>(Open).Fault);

        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public void A_database_of_somebody_else_is_refused_and_left_as_it_is()
    {
        Execute("CREATE TABLE recipes (name TEXT)");
        var before = File.ReadAllBytes(Path);

        Assert.Equal(StorageFault.Corrupt, Assert.Throws<StorageException>(Open).Fault);

        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_with_what_to_do()
    {
        Open().Dispose();
        Execute("PRAGMA user_version = 999");

        var refusal = Assert.Throws<StorageException>(Open);

        Assert.Equal(StorageFault.TooNew, refusal.Fault);
        Assert.Contains("999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(".bak", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_cannot_be_made_is_told_in_words()
    {
        File.WriteAllText(_folder["file"], "");

        var refusal = Assert.Throws<StorageException>(() => SqliteDatabase.Open(System.IO.Path.Combine(_folder["file"], "tamma.db"), TimeProvider.System));

        Assert.Equal(StorageFault.Unavailable, refusal.Fault);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_half_written_reads_go_on_and_the_same_commit_succeeds_later()
    {
        using var database = Open();
        var stores = SqliteStores.Over(database);
        await stores.Catalog.CommitAsync(Commit(0, Model("a/before")), Token);
        var commit = Commit(1, [.. Enumerable.Range(0, 500).Select(i => Model($"a/{i}", EveryType))]) with
        {
            Claims = [.. Enumerable.Range(0, 500).Select(i => Claim(ModelsDev, $"a/{i}", EveryType))],
        };
        database.LimitPages(database.CountPages());

        var refusal = await Assert.ThrowsAsync<StorageException>(() => stores.Catalog.CommitAsync(commit, Token));

        Assert.Equal(StorageFault.DiskFull, refusal.Fault);
        Assert.Single((await stores.Catalog.LoadAsync(Token)).Rows);
        Assert.Empty(await stores.Catalog.ReadClaimsAsync(ModelsDev, Token));
        Assert.Equal(1, (await stores.Log.HeadAsync(Token)).Position);

        database.LimitPages(null);
        Assert.Equal((2, 501), await stores.Catalog.CommitAsync(commit, Token));
        Assert.Equal(501, (await stores.Catalog.LoadAsync(Token)).Rows.Count);
    }

    [Fact]
    public async Task Readers_see_the_last_commit_while_another_is_being_written()
    {
        using var database = Open();
        var stores = SqliteStores.Over(database);
        await stores.Log.AppendAsync([Event("before")], Token);

        var seen = await database.WriteAsync(
            session =>
            {
                EventAppender.AppendAll(session, [Event("uncommitted")]);
                return stores.Log.HeadAsync(Token);
            },
            Token);

        Assert.Equal(1, (await seen).Position);
        Assert.Equal(2, (await stores.Log.HeadAsync(Token)).Position);
    }

    [Fact]
    public async Task Marks_of_a_commit_stand_before_and_behind_it()
    {
        using var database = Open();
        var marks = new CommitMarks(_folder["marks"], delay: 1);

        var (_, last) = await database.WriteAsync(session => CatalogCommits.Write(session, Commit(0, Model("a/x"), Model("a/y")), [], marks), Token);
        Same.Texts(["begin 2"], await File.ReadAllLinesAsync(_folder["marks"], Token));
        marks.End(last);

        Same.Texts(["begin 2", "end 2"], await File.ReadAllLinesAsync(_folder["marks"], Token));
    }

    [Fact]
    public async Task One_call_gives_every_store_over_one_file()
    {
        await using var services = new ServiceCollection().AddEmbeddedStorage(Path).BuildServiceProvider();

        await services.GetRequiredService<ICatalogStore>().CommitAsync(Commit(0, Model("a/x")), Token);

        Assert.Equal(1, (await services.GetRequiredService<IEventLog>().HeadAsync(Token)).Position);
        Assert.NotNull(services.GetRequiredService<ICursorStore>());
        Assert.NotNull(services.GetRequiredService<IRunStore>());
        Assert.NotNull(services.GetRequiredService<IReviewStore>());
        Assert.NotNull(services.GetRequiredService<IKeyStore>());
        Assert.NotNull(services.GetRequiredService<IBell>());
        Assert.NotNull(services.GetRequiredService<ILease>());
    }

    public void Dispose() => _folder.Dispose();

    private SqliteDatabase Open() => SqliteDatabase.Open(Path, TimeProvider.System);

    private void Execute(string sql)
    {
        using var session = SqliteSession.Open(Path);
        session.Execute(sql);
    }
}
