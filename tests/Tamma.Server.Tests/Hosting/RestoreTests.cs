using Tamma.Client;
using Tamma.Events;
using Tamma.Server.Tests.Rest;
using Tamma.Server.Tests.Running;
using Tamma.Storage;
using Xunit;

namespace Tamma.Server.Tests.Hosting;

public sealed class RestoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-restore-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "data", "tamma.db");

    private string Backup => Path.Combine(_folder.FullName, "backup.db");

    [Fact]
    public async Task A_restored_record_says_what_it_said_and_readers_of_what_came_later_are_told()
    {
        string cursor, early;
        await using (var server = await OverrideTests.StartAsync(_folder.FullName))
        {
            using var http = new HttpClient();
            var client = OverrideTests.Client(server, http);
            early = (await client.GetChangesAsync(new(), Cancelled)).NextCursor;
            await using (var file = File.Create(Backup))
            {
                Assert.True(await client.DownloadBackupAsync(file, Cancelled) > 8_192);
            }

            Assert.Empty(Directory.EnumerateFiles(server.Settings.DataFolder, "*.tmp"));
            OverrideTests.Say(server, price: 2);
            await server.DiscoverAsync();
            cursor = (await client.GetChangesAsync(new(), Cancelled)).NextCursor;
            Assert.Equal(2m, (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Cost!.Input);
        }

        var restored = DatabaseRestore.Run(Backup, Database, TimeProvider.System);

        Assert.True(File.Exists(restored.SetAside));
        Assert.False(File.Exists(Database + "-wal"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Database));
        }

        await using (var server = await OverrideTests.StartAsync(_folder.FullName))
        {
            using var http = new HttpClient();
            var client = OverrideTests.Client(server, http);
            Assert.Equal(1m, (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Cost!.Input);
            foreach (var place in new[] { cursor, early })
            {
                Assert.Equal("cursor_expired", (await OverrideTests.RefusedAsync(() => client.GetChangesAsync(new() { After = place }, Cancelled))).Name);
            }
        }

        // What was set aside is whole too, and can be put back.
        DatabaseRestore.Run(restored.SetAside!, Database, TimeProvider.System);
        await using (var server = await OverrideTests.StartAsync(_folder.FullName))
        {
            using var http = new HttpClient();
            Assert.Equal(2, (await OverrideTests.Client(server, http).GetPricesAsync("acme/one", cancellationToken: Cancelled)).Series.Count(change => change.Version.Version <= 2));
        }
    }

    [Theory]
    [InlineData("absent", "no file")]
    [InlineData("text", "no backup that can be restored")]
    [InlineData("empty", "no backup that can be restored")]
    [InlineData("foreign", "not one of Tamma's")]
    [InlineData("newer", "newer Tamma")]
    [InlineData("cut", "no backup that can be restored")]
    public async Task What_is_no_backup_changes_nothing(string kind, string words)
    {
        await (await OverrideTests.StartAsync(_folder.FullName)).DisposeAsync();
        Make(kind);
        var before = await File.ReadAllBytesAsync(Database, Cancelled);

        var refused = Assert.Throws<StorageException>(() => DatabaseRestore.Run(Backup, Database, TimeProvider.System));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database, Cancelled));
        Assert.Equal(["tamma.db"], Directory.EnumerateFiles(Path.GetDirectoryName(Database)!, "tamma.db*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Only_who_may_manage_access_takes_a_backup()
    {
        await using var server = await OverrideTests.StartAsync();

        Assert.Equal(401, (await server.ProblemAsync("/api/v1/backup")).Status);
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_and_set_aside_as_it_was()
    {
        await (await OverrideTests.StartAsync(_folder.FullName)).DisposeAsync();
        File.Copy(Database, Backup);
        await File.WriteAllTextAsync(Database, "damaged beyond reading", Cancelled);

        var restored = DatabaseRestore.Run(Backup, Database, TimeProvider.System);

        Assert.Equal("damaged beyond reading", await File.ReadAllTextAsync(restored.SetAside!, Cancelled));
        await using var server = await OverrideTests.StartAsync(_folder.FullName);
        Assert.Equal("acme/one", (await server.JsonAsync("/api/v1/models/acme/one")).GetProperty("key").GetString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Make(string kind)
    {
        switch (kind)
        {
            case "absent":
                return;
            case "text":
                File.WriteAllText(Backup, new string('x', 10_000));
                return;
            case "empty":
                File.WriteAllText(Backup, "");
                return;
        }

        File.Copy(Database, Backup);
        using var file = File.Open(Backup, FileMode.Open);
        switch (kind)
        {
            case "foreign":
                Patch(file, offset: 68);
                break;
            case "newer":
                Patch(file, offset: 60);
                break;
            default:
                file.SetLength(file.Length / 2);
                break;
        }

        // Big-endian numbers in SQLite's header (https://www.sqlite.org/fileformat.html §1.3): user_version at 60, application_id at 68.
        static void Patch(FileStream file, int offset)
        {
            file.Position = offset;
            file.Write([0, 0, 3, 231]);
        }
    }
}
