using System.Text.Json.Serialization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What a server says of itself, judged: what is well, what is wrong, and what to do.</summary>
internal sealed record Diagnosis(string Server, IReadOnlyList<Finding> Findings)
{
    private const long LowDisk = 1L << 30;

    public bool IsWell => Findings.All(finding => finding.Level is not Finding.Wrong);

    public static Diagnosis Of(string server, StatusResponse status, IReadOnlyList<SourceResponse> sources) =>
        new(server, [OfState(status), .. OfDiscovery(status), .. OfSources(sources), .. OfReviews(status), .. OfEmbeddings(status.Embeddings), .. OfDisk(status)]);

    private static Finding OfState(StatusResponse status) => status.State switch
    {
        "ready" => Finding.Well("server", $"{status.Version} is ready: {Figures.Models(status.Models.Mine)} of mine, {Figures.Count(status.Models.Reference)} known elsewhere, {status.Providers} providers, up since {Figures.Time(status.StartedAt)}."),
        "starting" => Finding.Note("server", $"{status.Version} is starting.", "Ask again in a moment."),
        _ => Finding.Bad("server", $"{status.Version} says that it is {status.State}.", "See the findings below and the server's log."),
    };

    private static IEnumerable<Finding> OfDiscovery(StatusResponse status) => status.Discovery switch
    {
        "paused" => [Finding.Bad("discovery", $"It is paused: {status.PausedBecause ?? "no reason was given"}.", "Remove the reason; it goes on by itself.")],
        "stopped" => [Finding.Note("discovery", "It was stopped; nothing is refreshed.", "POST /api/v1/discovery/start")],
        _ => [],
    };

    private static IEnumerable<Finding> OfSources(IReadOnlyList<SourceResponse> sources)
    {
        if (!sources.Any(source => source.Kind is "connection" && source.State is not ("absent" or "not_configured")))
        {
            yield return Finding.Note(
                "connections",
                "No provider is connected, so no model is mine.",
                "Set OPENAI_API_KEY or ANTHROPIC_API_KEY and restart; without a key: npx opencode-ai serve; only to look: tamma demo.");
        }

        foreach (var source in sources.OrderBy(source => source.Id, StringComparer.Ordinal))
        {
            var sentence = source.Sentence ?? source.Fault ?? source.State;
            yield return source.State switch
            {
                "ok" when source.Health is { State: "degraded" or "unhealthy" or "rate_limited" or "unauthorised", Sentence: { } why } health =>
                    Finding.Note(source.Id, $"{health.State} since {Figures.Time(health.Since)}. {why}", RemedyOf(source)),
                "failing" when source.Health is { State: "unhealthy" or "unauthorised" } health =>
                    Finding.Bad(source.Id, $"{sentence} It is {health.State} since {Figures.Time(health.Since)}{(source.Stale is true ? "; its models are stale" : "")}.", RemedyOf(source)),
                "ok" => Finding.Well(source.Id, $"{Figures.Models(source.Models)}, last good run {Figures.Time(source.LastSuccess)}."),
                "failing" => Finding.Bad(source.Id, sentence, RemedyOf(source)),
                "disabled" when source.Kind is "reference" => Finding.Well(source.Id, sentence),
                "never_run" => Finding.Note(source.Id, "It has not run yet.", $"tamma refresh {source.Id}"),
                _ when source.Optional => Finding.Note(source.Id, $"Not there: {source.Url}", "Nothing, unless you expect it."),
                _ => Finding.Bad(source.Id, sentence, RemedyOf(source)),
            };
        }
    }

    private static string RemedyOf(SourceResponse source) => (source.Fault, source.Credential) switch
    {
        ("unauthorized" or "unauthorised" or "key_rejected" or "forbidden", { } credential) => $"Put a valid key into {credential} and restart the server.",
        (_, { } credential) when source.State is "not_configured" => $"Set {credential} and restart the server.",
        ("rate_limited", _) => "It is tried again later by itself.",
        _ => $"Is {source.Url} right and reachable from the server? Then: tamma refresh {source.Id}",
    };

    private static IEnumerable<Finding> OfReviews(StatusResponse status) => status.OpenReviews > 0
        ? [Finding.Note("reviews", $"{status.OpenReviews} wait for a decision.", "tamma review")]
        : [];

    private static IEnumerable<Finding> OfEmbeddings(EmbeddingsStatusResponse? embeddings) => embeddings switch
    {
        { State: "ready" } => [Finding.Well("embeddings", $"{embeddings.Model} of {embeddings.Source}.")],
        { State: "warming" } => [Finding.Note("embeddings", $"{embeddings.Model} of {embeddings.Source}: {embeddings.Embedded} of {embeddings.Wanted} texts.", $"Wait; {(embeddings.Served is { } served ? served : "the program's own vectors")} serve meanwhile.")],
        { State: "failing" } => [Finding.Note("embeddings", $"{embeddings.Model} of {embeddings.Source} fails: {embeddings.Reason}", "Search goes on without it. Mend the server, or take search.embeddings out of the configuration.")],
        _ => [],
    };

    private static IEnumerable<Finding> OfDisk(StatusResponse status) => status.DataFolderFreeBytes < LowDisk
        ? [Finding.Bad("disk", $"{status.DataFolderFreeBytes >> 20} MiB are free where the data lies.", "Make room; discovery pauses when it is full.")]
        : [];
}

/// <summary>One thing that was looked at.</summary>
internal sealed record Finding(string Level, string Subject, string Sentence, string? Remedy)
{
    public const string Wrong = "wrong";

    public static Finding Well(string subject, string sentence) => new("ok", subject, sentence, null);

    public static Finding Note(string subject, string sentence, string remedy) => new("note", subject, sentence, remedy);

    public static Finding Bad(string subject, string sentence, string remedy) => new(Wrong, subject, sentence, remedy);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Diagnosis))]
internal sealed partial class DiagnosisJson : JsonSerializerContext;
