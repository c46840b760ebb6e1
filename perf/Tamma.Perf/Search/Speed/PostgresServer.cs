using System.Globalization;
using Npgsql;

namespace Tamma.Perf.Search.Speed;

/// <summary>A PostgreSQL of our own in a temporary folder, over a socket only, gone when the measurement is.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const int Attempts = 150;

    private readonly Child _server;

    private PostgresServer(Child server, string connection) => (_server, Connection) = (server, connection);

    public string Connection { get; }

    /// <returns>Null where it is not installed.</returns>
    public static async Task<PostgresServer?> StartAsync(string folder)
    {
        if (Programs() is not { } programs)
        {
            return null;
        }

        var home = Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName;
        string[] user = [];
        if (Environment.UserName is "root")
        {
            // It refuses to be run by root; its package makes a user for it.
            await Child.RunAsync("chown", ["postgres", home]);
            await Child.RunAsync("chmod", ["755", folder]);
            user = ["runuser", "-u", "postgres", "--"];
        }

        var data = Path.Combine(home, "data");
        await RunAsync([.. user, Path.Combine(programs, "initdb"), "-D", data, "-A", "trust", "-U", "tamma", "--no-sync", "--no-locale", "-E", "UTF8"]);
        string[] start =
        [
            .. user, Path.Combine(programs, "postgres"), "-D", data, "-k", home, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
            "-c", "shared_buffers=512MB", "-c", "work_mem=64MB", "-c", "maintenance_work_mem=256MB", "-c", "jit=off", "-c", "max_parallel_workers_per_gather=0", "-c", "autovacuum=off", "-c", "random_page_cost=1.1",
        ];
        var server = new PostgresServer(Child.Start(start[0], start[1..]), string.Create(CultureInfo.InvariantCulture, $"Host={home};Username=tamma;Database=postgres;Pooling=false;Command Timeout=30"));
        await server.ReadyAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReadyAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < Attempts)
            {
                await Task.Delay(100);
            }
        }
    }

    private static Task<string> RunAsync(string[] command) => Child.RunAsync(command[0], command[1..]);

    private static string? Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
}
