namespace Tamma.Perf.Search.Speed;

/// <summary>An engine beside ours, in processes of its own.</summary>
/// <param name="Id">Of its figures and files.</param>
/// <param name="Target">Times as long as ours, at least.</param>
/// <param name="Run">Runs a verb (build, ask, rank) over a folder, with the number of the repetition.</param>
internal sealed record SpeedPeer(string Id, string Name, int Target, Func<string, string, int, Task<string>> Run)
{
    public const string MiniSearchVersion = "7.2.0";

    /// <summary>Lucene.NET and SQLite come with this program.</summary>
    public static IReadOnlyList<SpeedPeer> OfDotNet { get; } =
    [
        new("lucene", "Lucene.NET", 4, (verb, folder, run) => AskDotNet("lucene", verb, folder, new SpeedFiles(folder).Index("lucene"), run)),
        new("fts5", "SQLite FTS5", 10, (verb, folder, run) => AskDotNet("fts5", verb, folder, new SpeedFiles(folder).Index("fts5"), run)),
    ];

    public static SpeedPeer Postgres(string connection) => new("postgres", "PostgreSQL", 10, (verb, folder, run) => AskDotNet("postgres", verb, folder, connection, run));

    /// <returns>Null where node or the package is not here.</returns>
    public static SpeedPeer? MiniSearch()
    {
        var module = Path.Combine(Programs.Root, "artifacts", "npm", "node_modules", "minisearch", "dist", "es", "index.js");
        var hasNode = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));
        var script = Path.Combine(AppContext.BaseDirectory, "Search", "Speed", "minisearch.mjs");
        return hasNode && File.Exists(module)
            ? new("minisearch", $"MiniSearch {MiniSearchVersion}", 10, (verb, folder, run) => Child.RunAsync("node", [script, module, verb, folder, Text(run)]))
            : null;
    }

    private static Task<string> AskDotNet(string id, string verb, string folder, string where, int run) =>
        Child.RunAsync("dotnet", [Programs.This, "search-" + verb, id, folder, where, .. verb is "ask" ? new[] { Text(run) } : []]);

    private static string Text(int run) => run.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
