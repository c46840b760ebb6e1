using System.Collections.Immutable;
using System.Net;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Server.Access;
using Tamma.Server.Hosting;
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
        var (connections, leftOut) = ConnectionSettings.Read(settings, found, environment);
        return new()
        {
            Address = settings.Get<IPAddress>("server.host") ?? IPAddress.Loopback,
            Port = settings.GetValue<int>("server.port") ?? ServerSettings.DefaultPort,
            DataFolder = settings.Get<string>("server.data") ?? Folders.Data(environment.GetValueOrDefault),
            CredentialFile = ClientCredentials.DefaultPath(environment.GetValueOrDefault),
            Tamma = new()
            {
                Connections = connections,
                LeftOut = leftOut,
                Sources = ReadSources(settings, offline),
                Discovery = ReadDiscovery(settings),
                Policy = ReadPolicy(settings),
                Http = ReadLimits(settings, environment, offline),
            },
            Warnings = settings.GetValue<bool>("discovery.find_environment") is false
                ? []
                : [.. found.Unusable.Select(variable => $"{variable.Variable} is set and not used: {variable.Reason}.")],
        };
    }

    private static ImmutableArray<ReferenceSourceOptions> ReadSources(SettingSet settings, bool offline)
    {
        var known = ReferenceSourceOptions.ModelsDev;
        var source = known with
        {
            Url = settings.Get<Uri>("sources.models_dev.url") ?? known.Url,
            Interval = settings.GetValue<TimeSpan>("sources.models_dev.interval") ?? known.Interval,
            Listings = settings.GetValue<ListingScope>("sources.models_dev.listings") ?? known.Listings,
        };
        var isReachable = !offline || !source.IsRemote;
        return
        [
            .. isReachable && (settings.GetValue<bool>("sources.models_dev.enabled") ?? true) ? [source] : ImmutableArray<ReferenceSourceOptions>.Empty,
            .. settings.GetValue<bool>("sources.baseline.enabled") ?? true ? [ReadBaseline(settings, offline)] : ImmutableArray<ReferenceSourceOptions>.Empty,
        ];
    }

    private static ReferenceSourceOptions ReadBaseline(SettingSet settings, bool offline)
    {
        var known = ReferenceSourceOptions.Baseline;
        var source = known with
        {
            Url = settings.Get<Uri>("sources.baseline.url") ?? known.Url,
            Listings = settings.GetValue<ListingScope>("sources.baseline.listings") ?? known.Listings,
        };
        return offline && source.IsRemote ? source with { Url = known.Url } : source;
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
