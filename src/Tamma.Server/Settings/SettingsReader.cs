using System.Collections.Immutable;
using System.Net;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Retention;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Server.Access;
using Tamma.Server.Hosting;
using Tamma.Server.Live;
using Tamma.Sources;

namespace Tamma.Server.Settings;

/// <summary>
/// The one place where configuration is read, with one precedence: command line, then environment, then <c>tamma.yaml</c>, then
/// defaults. Finds every mistake before it gives up.
/// </summary>
internal static class SettingsReader
{
    private const string FileName = "tamma.yaml";

    /// <summary>The provider types that this build registers.</summary>
    public static ImmutableArray<ProviderType> Types { get; } =
    [
        .. new ServiceCollection().AddProviders(new()).Select(service => service.ImplementationInstance).OfType<ProviderType>().OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static (ServerSettings? Settings, ImmutableArray<Mistake> Mistakes) Read(CommandLine line, IReadOnlyDictionary<string, string> environment)
    {
        string[] types = [.. Types.Select(type => type.Name)];
        var ahead = new SettingSet([line.Settings, EnvironmentSettings.Read(environment)], types);
        var data = ahead.Get<string>("server.data") ?? Folders.Data(environment.GetValueOrDefault);
        List<Mistake> mistakes = [.. line.Mistakes];
        List<RawSetting> file = [];
        if (FindFile(line, environment, data, mistakes) is { } path)
        {
            var yaml = YamlSettings.Read(path);
            file = yaml.Settings;
            mistakes.AddRange(yaml.Mistakes);
        }

        var settings = new SettingSet([line.Settings, EnvironmentSettings.Read(environment), file], types);
        var read = Assemble(settings, environment);
        mistakes.AddRange(settings.Mistakes);
        return mistakes is [] ? (read, []) : (null, [.. mistakes]);
    }

    private static string? FindFile(CommandLine line, IReadOnlyDictionary<string, string> environment, string data, List<Mistake> mistakes)
    {
        var (named, by) = line.Config is { } option ? (option, "--config") : (environment.GetValueOrDefault("TAMMA_CONFIG"), "TAMMA_CONFIG");
        if (!string.IsNullOrEmpty(named))
        {
            if (File.Exists(named))
            {
                return named;
            }

            mistakes.Add(new(by, by == "--config" ? "command line" : "environment", $"there is no file '{named}'"));
            return null;
        }

        return new[] { Path.Combine(data, FileName), Path.Combine(Folders.Config(environment.GetValueOrDefault), FileName) }.FirstOrDefault(File.Exists);
    }

    private static ServerSettings Assemble(SettingSet settings, IReadOnlyDictionary<string, string> environment)
    {
        var found = WellKnown.Find(environment);
        var offline = settings.GetValue<bool>("server.offline") ?? false;
        var discovery = ReadDiscovery(settings);
        var embeddings = EmbeddingSettings.ReadServer(settings);
        var isCutOff = offline && embeddings is { Url.IsLoopback: false };
        var (connections, leftOut) = ConnectionSettings.Read(settings, found, environment);
        return new()
        {
            Address = settings.Get<IPAddress>("server.host") ?? IPAddress.Loopback,
            Port = settings.GetValue<int>("server.port") ?? ServerSettings.DefaultPort,
            DataFolder = settings.Get<string>("server.data") ?? Folders.Data(environment.GetValueOrDefault),
            CredentialFile = ClientCredentials.DefaultPath(environment.GetValueOrDefault),
            Live = ReadLive(settings),
            Tamma = new()
            {
                Connections = connections,
                LeftOut = leftOut,
                Sources = ReadSources(settings, offline),
                Discovery = discovery,
                Policy = ReadPolicy(settings),
                Retention = ReadRetention(settings, discovery.Reviews),
                Http = ReadLimits(settings, environment, offline),
                EmbeddingServer = isCutOff ? null : embeddings,
                Embeddings = EmbeddingSettings.Read(settings),
                Analytics = SearchSettings.ReadAnalytics(settings),
                Synonyms = SearchSettings.ReadSynonyms(settings),
                Severities = SeveritySettings.Read(settings),
                Subscriptions = NotificationSettings.Read(settings),
            },
            Warnings =
            [
                .. settings.GetValue<bool>("discovery.find_environment") is false ? [] : found.Unusable.Select(variable => $"{variable.Variable} is set and not used: {variable.Reason}."),
                .. isCutOff ? (string[])[$"search.embeddings is set and not used: server.offline is on, and {embeddings!.Url.Host} is on another machine."] : [],
            ],
        };
    }

    private static LiveLimits ReadLive(SettingSet settings)
    {
        var defaults = new LiveLimits();
        return defaults with
        {
            Connections = settings.GetValue<int>("live.connections") ?? defaults.Connections,
            PerCaller = settings.GetValue<int>("live.connections_per_caller") ?? defaults.PerCaller,
        };
    }

    /// <summary>All public documents, also those that are not read, with what would change that.</summary>
    private static ImmutableArray<ReferenceSourceOptions> ReadSources(SettingSet settings, bool offline) =>
        [.. ReferenceSourceOptions.Known.Select(known => ReadSource(settings, known, $"sources.{known.Id.Name}.", offline))];

    private static ReferenceSourceOptions ReadSource(SettingSet settings, ReferenceSourceOptions known, string section, bool offline)
    {
        var source = known with
        {
            Enabled = settings.GetValue<bool>(section + "enabled") ?? known.Enabled,
            Url = settings.Get<Uri>(section + "url") ?? known.Url,
            Interval = settings.GetValue<TimeSpan>(section + "interval") ?? known.Interval,
            Listings = settings.GetValue<ListingScope>(section + "listings") ?? known.Listings,
        };
        return (offline && source.IsRemote, source.Id == SourceId.Baseline) switch
        {
            (true, true) => source with { Url = known.Url },
            (true, false) => source with { OffBecause = $"server.offline is on, and this address is on another machine. Name a file: {section}url=file:///PATH" },
            _ => source,
        };
    }

    private static ResolutionPolicy ReadPolicy(SettingSet settings)
    {
        var orders = new Dictionary<FieldGroup, ImmutableArray<Standing>>();
        foreach (var group in ResolutionPolicyText.Groups)
        {
            if (settings.GetValue<ImmutableArray<Standing>>(ResolutionPolicyText.SettingOf(group)) is { } order)
            {
                orders[group] = order;
            }
        }

        return orders.Count is 0 ? ResolutionPolicy.Default : ResolutionPolicy.With(orders);
    }

    private static DiscoveryOptions ReadDiscovery(SettingSet settings)
    {
        var defaults = new DiscoveryOptions();
        return defaults with
        {
            Parallelism = settings.GetValue<int>("discovery.parallelism") ?? defaults.Parallelism,
            RunTimeout = settings.GetValue<TimeSpan>("discovery.run_timeout") ?? defaults.RunTimeout,
            FindLocal = settings.GetValue<bool>("discovery.find_local") ?? true,
            Jitter = settings.GetValue<double>("discovery.jitter") ?? defaults.Jitter,
            Reviews = defaults.Reviews with
            {
                ConfirmAfter = settings.GetValue<TimeSpan>("discovery.confirm_after") ?? defaults.Reviews.ConfirmAfter,
                EmptyAfter = settings.GetValue<TimeSpan>("discovery.empty_after") ?? defaults.Reviews.EmptyAfter,
                FlapWithin = settings.GetValue<TimeSpan>("discovery.flap_within") ?? defaults.Reviews.FlapWithin,
            },
        };
    }

    private static RetentionOptions ReadRetention(SettingSet settings, ReviewOptions reviews)
    {
        var defaults = new RetentionOptions();
        var read = new RetentionOptions
        {
            Versions = Kept("retention.versions", defaults.Versions),
            VersionsPerModel = settings.GetValue<int>("retention.versions_per_model"),
            Events = Kept("retention.events", defaults.Events),
            Claims = Kept("retention.claims", defaults.Claims),
            Documents = Kept("retention.documents", defaults.Documents),
            Runs = Kept("retention.runs", defaults.Runs),
            Reviews = Kept("retention.reviews", defaults.Reviews),
            Health = Kept("retention.health", defaults.Health),
            Searches = Kept("search.analytics.retention", defaults.Searches),
        };

        // A flap is found in what the source said before; without that nothing would say that none is looked for.
        if (read.Claims < reviews.FlapWithin && (settings.Raw("retention.claims") ?? settings.Raw("discovery.flap_within")) is { } raw)
        {
            settings.Mistakes.Add(new(raw.Written, raw.Place, $"what sources said is kept for {read.Claims.Value.TotalDays:0.###}d, and flaps are looked for within {reviews.FlapWithin.TotalDays:0.###}d (discovery.flap_within); keep it as long, or look less far"));
        }

        return read;

        TimeSpan? Kept(string path, TimeSpan? otherwise) => settings.GetValue<TimeSpan>(path) switch
        {
            null => otherwise,
            { } time when time == Timeout.InfiniteTimeSpan => null,
            var time => time,
        };
    }

    private static HttpLimits ReadLimits(SettingSet settings, IReadOnlyDictionary<string, string> environment, bool offline)
    {
        var defaults = new HttpLimits();
        var limits = defaults with
        {
            RequestTimeout = settings.GetValue<TimeSpan>("discovery.request_timeout") ?? defaults.RequestTimeout,
            Attempts = settings.GetValue<int>("discovery.attempts") ?? defaults.Attempts,
            BaseDelay = settings.GetValue<TimeSpan>("discovery.base_delay") ?? defaults.BaseDelay,
            MaxDelay = settings.GetValue<TimeSpan>("discovery.max_delay") ?? defaults.MaxDelay,
            Offline = offline,
            Proxy = ProxyRules.From(environment, settings.Get<Uri>("http.proxy"), settings.Get<string>("http.no_proxy")),
            CaFile = settings.Get<string>("http.ca_file"),
        };
        if (limits.CaFile is { } bundle && Authorities.Read(bundle).Wrong is { } wrong && settings.Raw("http.ca_file") is { } named)
        {
            settings.Mistakes.Add(new(named.Written, named.Place, wrong));
        }

        if (limits.BaseDelay > limits.MaxDelay && (settings.Raw("discovery.base_delay") ?? settings.Raw("discovery.max_delay")) is { } raw)
        {
            settings.Mistakes.Add(new(raw.Written, raw.Place, $"the first wait, {limits.BaseDelay.TotalSeconds:0.###}s, is longer than the longest, {limits.MaxDelay.TotalSeconds:0.###}s"));
        }

        return limits;
    }
}
