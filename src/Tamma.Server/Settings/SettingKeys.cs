using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Providers;
using Tamma.Search.Embedding;
using Tamma.Sources;
using static Tamma.Server.Settings.SettingKind;

namespace Tamma.Server.Settings;

/// <summary>Every setting there is. docs/configuration.md is made from this table.</summary>
internal static class SettingKeys
{
    private const double Hour = 3600;

    public static ImmutableArray<SettingKey> All { get; } =
    [
        new("server.host", SettingKind.Host, "127.0.0.1", "Address to listen on: an IP address, `localhost`, or `*` for all. Beyond loopback every request needs a key; put TLS in front."),
        new("server.port", Count, "5080", "Port; 0 takes any that is free.") { Most = 65_535 },
        new("server.data", SettingKind.Path, "`$XDG_DATA_HOME/tamma`", "Folder of the database."),
        new("server.secret_key_file", SettingKind.Path, "`secret.key` in the data folder", "File with the key that seals secrets in the database, made at the first use, readable by its owner only. Keep a copy apart from the backups."),
        new("server.offline", Flag, "false", "No request leaves this machine: only loopback addresses and files are read."),
        new("live.connections", Count, "5000", "WebSocket and SSE connections at the same time, of all callers.") { Least = 1, Most = 1_000_000 },
        new("live.connections_per_caller", Count, "100", "Of these, how many may be of one key, or without a key of one address.") { Least = 1, Most = 1_000_000 },
        new("http.proxy", SettingKind.Proxy, "`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`", "Proxy through which other machines are asked, with a user and password in it if it wants them; they are never shown. This machine is always asked directly."),
        new("http.no_proxy", Text, "`NO_PROXY`", "Names, addresses and ranges that are asked directly, separated by commas; a name stands for all below it too."),
        new("http.ca_file", SettingKind.Path, "none", "File with certificates in PEM that are believed beside the system's."),
        new("discovery.parallelism", Count, "16", "Sources read at the same time. One that takes longer than 5 s gives its place to the next and goes on.") { Least = 1, Most = 256 },
        new("discovery.request_timeout", Duration, "30s", "Longest time for one request.") { Least = 1, Most = 10 * 60 },
        new("discovery.run_timeout", Duration, "2m", "Longest time for one source, all pages and tries together.") { Least = 1, Most = Hour },
        new("discovery.attempts", Count, "4", "Tries for one request, the first included.") { Least = 1, Most = 10 },
        new("discovery.base_delay", Duration, "1s", "Wait before the second try; it doubles from then on.") { Least = 0.001, Most = 5 * 60 },
        new("discovery.max_delay", Duration, "30s", "Longest wait between tries.") { Least = 0.001, Most = 10 * 60 },
        new("discovery.jitter", Share, "0.10", "Each interval is stretched or shortened by up to this share.") { Most = 0.5 },
        new("discovery.confirm_after", Duration, "1d", "How long a source must go on saying what looks wrong until it is believed without a person: a held value after a second sighting, a held removal after a third.") { Least = 60, Most = 30 * 24 * Hour },
        new("discovery.empty_after", Duration, "7d", "How long a connection must go on listing nothing at all until that is believed without a person.") { Least = 60, Most = 365 * 24 * Hour },
        new("discovery.flap_within", Duration, "45d", "A value that becomes what it was less than so long ago is told as a flap.") { Least = 0, Most = 365 * 24 * Hour },
        new("discovery.find_local", Flag, "true", "Looks for local servers at their usual addresses, at the start and every two minutes."),
        new("discovery.find_environment", Flag, "true", "Makes connections from variables that you already have, `ANTHROPIC_API_KEY` or `OLLAMA_HOST` for example; docs/providers.md names them all."),
        Keeps("versions", "forever", "Earlier versions of models are kept for so long, or `forever`; `as_of` answers no earlier time. 90d is what the first design asked for."),
        new("retention.versions_per_model", Count, "all", "So many versions of a model are kept at most, the current one among them. 10 is what the first design asked for.") { Least = 1, Most = 1_000_000 },
        Keeps("events", "forever", "Events of the log, or `forever`; a reader that stands before what is kept is told `cursor_expired`."),
        Keeps("claims", "90d", "What sources said before they said something else, or `forever`."),
        Keeps("documents", "forever", "Contents of documents that nothing current was read from, or `forever`."),
        Keeps("runs", "forever", "Runs of discovery, or `forever`; the last and the last good one of each source stay."),
        Keeps("reviews", "forever", "Closed reviews, or `forever`; a finding whose rejection is gone may come back."),
        Keeps("health", "forever", "Checks of health, or `forever`; the newest are bounded besides."),
        new("search.embeddings.provider", SettingKind.EmbeddingProvider, "none", "Whose embeddings search uses beside its own vectors; without it no server is asked. docs/search.md says what is sent."),
        new("search.embeddings.base_url", Url, "the provider's", "What `/embeddings` stands below: http or https. `compatible` needs it."),
        new("search.embeddings.model", Text, "", "The embedding model, as its server calls it. Another one is embedded in the background while the one before serves."),
        new("search.embeddings.dimensions", Count, "as many as the model gives", "Asks for fewer, which few models can do.") { Least = 1, Most = VectorCheck.MostDimensions },
        new("search.embeddings.credential", Credential, "`env:OPENAI_API_KEY`, `env:GEMINI_API_KEY`; none with a `base_url`", "Where its key is: `env:NAME` or `file:PATH`; never the key itself."),
        new("search.embeddings.batch", Count, "64", "Texts in one request.") { Least = 1, Most = 2_048 },
        new("search.embeddings.timeout", Duration, "30s", "Longest time for one request in the background.") { Least = 0.1, Most = 10 * 60 },
        new("search.embeddings.query_timeout", Duration, "300ms", "How long a search waits for the vector of its words; it goes on without it then.") { Least = 0.001, Most = 60 },
        new("search.embeddings.query_cache", Count, "1000", "Vectors of queries that are kept in memory.") { Most = 1_000_000 },
        new("search.analytics.enabled", Flag, "true", "Counts searches by what they ask, per day; never who asked, or when on the day. See docs/search.md."),
        new("search.analytics.retention", Keep, "90d", "These counts are kept for so long, in whole days, or `forever`.") { Least = 24 * Hour, Most = 36_500 * 24 * Hour },
        new("search.analytics.min_count", Count, "2", "A question is shown to the operator once it was asked so often in the days of a report; rarer ones are only summed up.") { Least = 1, Most = 1_000_000 },
        new("search.synonyms.<word>", Words, "none", "Phrases that the word stands for in a search, a list or with commas: the first whose words the catalogue has is read in its place."),
        new("providers.<id>.type", SettingKind.ProviderType, "", "Which wire format it speaks."),
        new("providers.<id>.url", Url, "", "Base URL, http or https; for type zen_mcp also `stdio:` with the program."),
        new("providers.<id>.provider", Text, "the id", "Under which provider id its models stand."),
        new("providers.<id>.credential", Credential, "none", "Where its key is: `env:NAME` or `file:PATH`; never the key itself. `api_key` is another name for it.") { Alias = "api_key" },
        new("providers.<id>.username", Text, "none", "For HTTP Basic; the credential is the password then."),
        new("providers.<id>.enabled", Flag, "true", "False leaves the connection out."),
        new("providers.<id>.interval", Duration, "1h; 2m on this machine", "Between the start of one run and the next.") { Least = 1, Most = 30 * 24 * Hour },
        new("providers.<id>.listings", Listings, "my_providers", "Which reference rows are kept, where its list has some: `none`, `my_providers` or `all`."),
        new("providers.<id>.bills", Flag, "true for openai_compatible", "It is the API of who sends the bill, so its prices and limits are applied at once and flagged; others' are held for review."),
        new("providers.<id>.simulated", Flag, "false", "It belongs to the Simulator. Only for ids that begin with `sim-`."),
        new("providers.<id>.include", Words, "all", "Native ids to keep: patterns in which `*` stands for any text and `?` for one letter, a list or with commas."),
        new("providers.<id>.exclude", Words, "none", "Native ids to leave out, as patterns; stronger than `include`."),
        new("providers.<id>.request_timeout", Duration, "`discovery.request_timeout`", "Longest time for one request.") { Bounds = ConnectionBounds.RequestTimeout },
        new("providers.<id>.run_timeout", Duration, "`discovery.run_timeout`", "Longest time for one run, all pages and tries together.") { Bounds = ConnectionBounds.RunTimeout },
        new("providers.<id>.attempts", Count, "`discovery.attempts`", "Tries for one request, the first included.") { Bounds = ConnectionBounds.Attempts },
        new("providers.<id>.base_delay", Duration, "`discovery.base_delay`", "Wait before the second try.") { Bounds = ConnectionBounds.BaseDelay },
        new("providers.<id>.max_delay", Duration, "`discovery.max_delay`", "Longest wait between tries.") { Bounds = ConnectionBounds.MaxDelay },
        new("providers.<id>.requests_per_second", Number, "10; none on this machine", "Requests in a second, on average.") { Bounds = ConnectionBounds.RequestsPerSecond },
        new("providers.<id>.burst", Count, "50, or as many as `requests_per_second`", "Requests that may come at once before `requests_per_second` is felt.") { Bounds = ConnectionBounds.Burst },
        new("providers.<id>.concurrency", Count, "4; 8 on this machine", "Requests under way at the same time.") { Bounds = ConnectionBounds.Concurrency },
        new("providers.<id>.settings.<name>", Text, "none", "What its type takes beyond all this, for example `organization`."),
        new("providers.<id>.headers.<name>", Text, "none", "A header that goes with each request. It is never shown, and a value that it holds is kept out of documents."),
        .. ReferenceSourceOptions.Known.SelectMany(Source),
        .. NotificationSettings.Keys,
        .. SeveritySettings.Keys,
        .. ResolutionPolicyText.Groups.Select(group => new SettingKey(
            ResolutionPolicyText.SettingOf(group),
            SettingKind.Standings,
            string.Join(", ", ResolutionPolicy.DefaultOrder(group).Select(Catalog.Standings.NameOf)),
            $"Whom to believe on {GroupNames.Of(group)} fields, the most believed first: standings, a list or with commas. What it leaves out follows in the default's order; `GET /api/v1/policy` says what each is.")),
    ];

    private static SettingKey Keeps(string what, string standard, string meaning) => new("retention." + what, Keep, standard, meaning) { Least = Hour, Most = 36_500 * 24 * Hour };

    /// <summary>The settings of one public document.</summary>
    private static IEnumerable<SettingKey> Source(ReferenceSourceOptions source)
    {
        var section = $"sources.{source.Id.Name}.";
        var (what, address, where, scope) = source.Id.Name switch
        {
            "models_dev" => ("models.dev, the public catalogue", null, null, ""),
            "models_dev_models" => ("models.dev's models whoever serves them", null, null, ""),
            "litellm" => ("LiteLLM's price map", null, null, ""),
            "openrouter" => ("OpenRouter's public list, without a key", null, null, ""),
            _ => ((string What, string? Address, string? Where, string Scope))(
                "the facts that come with the program; no network is needed",
                "what comes with the program",
                "A document of docs/baseline.md that is laid over them: http, https or file.",
                "; with no connection that somebody asked for, `my_providers` keeps all"),
        };
        return
        [
            new(section + "enabled", Flag, source.Enabled ? "true" : "false", $"Reads {what}."),
            new(section + "url", UrlOrFile, address ?? $"`{source.Url}`", where ?? "Where it is read: http, https or file."),
            new(section + "interval", Duration, "1d", "Between the start of one run and the next.") { Least = 1, Most = 365 * 24 * Hour },
            new(section + "listings", Listings, Rest.Words.Of(source.Listings), $"Whose rows are kept: `none`, `my_providers` or `all`{scope}."),
        ];
    }

    public static SettingKey? Find(ReadOnlySpan<string> parts)
    {
        foreach (var key in All)
        {
            if (key.Matches(parts))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The known key that somebody most likely meant, with the names that they chose.</summary>
    public static string? NearestTo(IReadOnlyList<string> parts)
    {
        var candidates = All.Where(key => key.Parts.Length == parts.Count)
            .Select(key => string.Join('.', key.Parts.Select((part, i) => part[0] == '<' ? parts[i] : part)));
        return Nearest.To(string.Join('.', parts), candidates.Concat(All.Where(key => key.Parts.Length != parts.Count && !key.Path.Contains('<', StringComparison.Ordinal)).Select(key => key.Path)));
    }
}
