using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Providers;
using Tamma.Server.Projections;
using Tamma.Server.Rest;
using Tamma.Server.Settings;
using Tamma.Sources;

namespace Tamma.Server.Hosting;

/// <summary>What a start says to its owner.</summary>
internal static class StartText
{
    public const string Help = """
        Tamma: discovers AI models, keeps one catalogue, serves it under /api/v1.

        Options:
          --section.key=value   any setting of docs/configuration.md, for example --server.port=5081
          --port, --host, --data, --offline   short for those of server.*
          --config=FILE         the configuration file, instead of tamma.yaml in the data or configuration folder
          --check               says what would run, and what is wrong, and exits
          --reset-keys          takes all API keys back, makes a new one for this machine, and exits
          --restore=FILE        puts a backup in the place of the database, sets aside what was there, and exits
          --help

        """;

    public static string Of(ImmutableArray<Mistake> mistakes)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"The configuration has {mistakes.Length} {(mistakes.Length == 1 ? "mistake" : "mistakes")}; nothing was started.\n");
        foreach (var mistake in mistakes)
        {
            text.Append("  ").Append(mistake).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One line for each thing that the owner should know at a start.</summary>
    public static IEnumerable<string> Sentences(ServerSettings settings)
    {
        foreach (var warning in settings.Warnings)
        {
            yield return warning;
        }

        foreach (var source in settings.Tamma.Sources.Where(source => source.IsRead && source.IsRemote))
        {
            yield return $"A public source is contacted: {source.Url.Host}, every {Duration(source.Interval)} (switch it off with sources.{source.Id.Name}.enabled=false, or everything with server.offline=true).";
        }

        if (settings.Tamma.EmbeddingServer is { Url.IsLoopback: false } embeddings)
        {
            yield return $"What is searched for, and what models are called and can do, is sent to {embeddings.Url.Host} to be embedded (search.embeddings).";
        }

        if (settings.Tamma.Connections.All(connection => connection.Optional))
        {
            yield return "No provider is configured, and no key is set that this version can use, so only what runs on this machine will be found.";
            if (settings.Tamma.Sources.Any(source => source.IsRead && source.Id == SourceId.Baseline))
            {
                yield return "  The facts that come with Tamma are there as reference rows: tamma models --all";
            }

            yield return "  To see Tamma at work with no key and no network: tamma demo";
            yield return "  For a real provider without a key: npx opencode-ai serve (found by itself on its usual port, or by OPENCODE_URL)";
        }
    }

    public static string Check(ServerSettings settings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Listens on     http://{new System.Net.IPEndPoint(settings.Address, settings.Port)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Data folder    {settings.DataFolder}\n");
        text.Append(CultureInfo.InvariantCulture, $"Offline        {(settings.Tamma.Http.Offline ? "yes" : "no")}\n");
        text.Append(CultureInfo.InvariantCulture, $"Keeps          {Kept(settings.Tamma.Retention)}\n");
        text.Append("Connections\n");
        foreach (var connection in settings.Tamma.Connections)
        {
            text.Append("  ").Append(Line(connection)).Append('\n');
        }

        text.Append("Sources\n");
        foreach (var source in settings.Tamma.Sources.OrderBy(source => !source.IsRead))
        {
            text.Append("  ").Append(Line(source)).Append('\n');
        }

        if (settings.Tamma.EmbeddingServer is { } embeddings)
        {
            text.Append(CultureInfo.InvariantCulture, $"Embeddings\n  {embeddings.Model} at {PublicAddress.Of(embeddings.Url)}, {Line(embeddings.Credential)}\n");
        }

        foreach (var sentence in Sentences(settings))
        {
            text.Append(sentence).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What goes one day, and when: nobody should find that out afterwards.</summary>
    private static string Kept(RetentionOptions kept)
    {
        (string What, TimeSpan? Time)[] bounds =
        [
            ("versions", kept.Versions), ("events", kept.Events), ("claims", kept.Claims), ("documents", kept.Documents),
            ("runs", kept.Runs), ("reviews", kept.Reviews), ("health", kept.Health), ("counts of searches", kept.Searches),
        ];
        string[] bounded =
        [
            .. bounds.Where(bound => bound.Time is not null).Select(bound => $"{bound.What} {Duration(bound.Time!.Value)}"),
            .. kept.VersionsPerModel is { } most ? [$"{most} versions of a model"] : Array.Empty<string>(),
        ];
        return bounded is [] ? "everything" : $"everything but what is over: {string.Join(", ", bounded)}";
    }

    private static string Line(ConnectionOptions connection)
    {
        return $"{connection.Id}: {connection.Type} at {PublicAddress.Of(connection.Url)}, {Line(connection.Credential)}, every {Duration(connection.Interval)}"
            + (connection.Optional ? ", if it is there" : "") + (connection.Simulated ? ", simulated" : "");
    }

    private static string Line(Security.CredentialReference? credential) => credential is null ? "no credential" : $"credential {credential.Describe()} ({State(credential)})";

    private static string Line(ReferenceSourceOptions source) => !source.IsRead
        ? $"{source.Id.Name}: off ({source.OffBecause ?? $"sources.{source.Id.Name}.enabled=true switches it on"})"
        : $"{source.Id.Name}: {PublicAddress.Of(source.Url)}, listings {Words.Of(source.Listings)}, every {Duration(source.Interval)}";

    private static string State(Security.CredentialReference reference)
    {
        try
        {
            return reference.Read() is null ? "not set" : "set";
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return "cannot be read";
        }
    }

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } when time.Ticks % TimeSpan.TicksPerDay == 0 => $"{time.TotalDays:0}d",
        { TotalHours: >= 1 } when time.Ticks % TimeSpan.TicksPerHour == 0 => $"{time.TotalHours:0}h",
        { TotalMinutes: >= 1 } when time.Ticks % TimeSpan.TicksPerMinute == 0 => $"{time.TotalMinutes:0}m",
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s"),
    };
}
