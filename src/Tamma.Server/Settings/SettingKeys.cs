using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Providers;
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
        new("server.offline", Flag, "false", "No request leaves this machine: only loopback addresses and files are read."),
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
        new("discovery.find_local", Flag, "true", "Looks for local servers at their usual addresses, at the start and every two minutes."),
        new("discovery.find_environment", Flag, "true", "Makes connections from variables that you already have, `ANTHROPIC_API_KEY` or `OLLAMA_HOST` for example; docs/providers.md names them all."),
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
        new("sources.models_dev.enabled", Flag, "true", "Reads models.dev, the public catalogue."),
        new("sources.models_dev.url", UrlOrFile, "`https://models.dev/api.json`", "Where it is read: http, https or file."),
        new("sources.models_dev.interval", Duration, "1d", "Between the start of one run and the next.") { Least = 1, Most = 365 * 24 * Hour },
        new("sources.models_dev.listings", Listings, "my_providers", "Whose rows are kept: `none`, `my_providers` or `all`."),
        new("sources.baseline.enabled", Flag, "true", "Reads the facts that come with the program; no network is needed."),
        new("sources.baseline.url", UrlOrFile, "what comes with the program", "A document of docs/baseline.md that is laid over them: http, https or file."),
        new("sources.baseline.listings", Listings, "my_providers", "Whose rows are kept: `none`, `my_providers` or `all`; with no connection that somebody asked for, `my_providers` keeps all."),
        .. ResolutionPolicyText.Groups.Select(group => new SettingKey(
            ResolutionPolicyText.SettingOf(group),
            SettingKind.Standings,
            string.Join(", ", ResolutionPolicy.DefaultOrder(group).Select(Catalog.Standings.NameOf)),
            $"Whom to believe on {GroupNames.Of(group)} fields, the most believed first: standings, a list or with commas. What it leaves out follows in the default's order; `GET /api/v1/policy` says what each is.")),
    ];

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
