using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Security;

namespace Tamma.Server.Settings;

/// <summary>Connections: those that the environment gives, changed and joined by those that are configured.</summary>
internal static class ConnectionSettings
{
    /// <returns>The connections, and the ids that are not to be whatever is found.</returns>
    public static (ImmutableArray<ConnectionOptions> Connections, ImmutableArray<string> LeftOut) Read(SettingSet settings, WellKnownConnections found, IReadOnlyDictionary<string, string> environment)
    {
        var templates = WellKnown.Templates(environment).ToDictionary(connection => connection.Id, StringComparer.Ordinal);
        var findLocal = settings.GetValue<bool>("discovery.find_local") ?? true;
        var findEnvironment = settings.GetValue<bool>("discovery.find_environment") ?? true;
        var leftOut = ImmutableArray.CreateBuilder<string>();
        var connections = new SortedDictionary<string, ConnectionOptions>(StringComparer.Ordinal);
        foreach (var connection in found.Connections.Where(connection => connection.Optional ? findLocal : findEnvironment))
        {
            connections[connection.Id] = connection with
            {
                ConfiguredIn = connection.Optional ? "no file: it is looked for at its usual place (discovery.find_local)" : $"the environment{(connection.Credential is { } key ? $" ({key.Target})" : "")}",
            };
        }

        foreach (var (name, first) in settings.Names("providers"))
        {
            var id = name.Replace('_', '-');
            if (!ConnectionBounds.IsId(id))
            {
                settings.Mistakes.Add(new(first.Written, first.Place, $"'{id}' is no id; use letters, digits and dashes, at most 63"));
            }
            else if (IsReserved(settings.Get<string>($"providers.{name}.provider") ?? id))
            {
                var raw = settings.Raw($"providers.{name}.provider") ?? first;
                settings.Mistakes.Add(new(raw.Written, raw.Place, $"no provider can be called '{ModelKey.Canonical}': it stands for what is said of models whoever serves them; choose another"));
            }
            else if (settings.GetValue<bool>($"providers.{name}.enabled") is false)
            {
                connections.Remove(id);
                leftOut.Add(id);
            }
            else if (Read(settings, name, id, connections.GetValueOrDefault(id) ?? templates.GetValueOrDefault(id), first) is { } connection)
            {
                connections[id] = connection;
            }
        }

        return ([.. connections.Values], leftOut.DrainToImmutable());
    }

    private static bool IsReserved(string provider) => string.Equals(provider, ModelKey.Canonical, StringComparison.OrdinalIgnoreCase);

    private static ConnectionOptions? Read(SettingSet settings, string name, string id, ConnectionOptions? known, RawSetting first)
    {
        var section = $"providers.{name}.";
        var type = settings.Get<string>(section + "type") ?? known?.Type;
        var url = settings.Get<Uri>(section + "url") ?? known?.Url;
        var simulated = settings.GetValue<bool>(section + "simulated") ?? false;
        if (simulated && !id.StartsWith("sim-", StringComparison.Ordinal))
        {
            var raw = settings.Raw(section + "simulated")!;
            settings.Mistakes.Add(new(raw.Written, raw.Place, $"only a connection whose id begins with sim- may be simulated, and '{id}' does not"));
            return null;
        }

        if (type is null || url is null)
        {
            Missing(settings, section, first, type is null ? "type" : null);
            Missing(settings, section, first, url is null ? "url" : null);
            return null;
        }

        Check(settings, section, type, url);
        return new()
        {
            Id = id,
            ConfiguredIn = first.Place,
            Include = [.. settings.Get<string[]>(section + "include") ?? known?.Include.ToArray() ?? []],
            Exclude = [.. settings.Get<string[]>(section + "exclude") ?? known?.Exclude.ToArray() ?? []],
            Limits = Limits(settings, section),
            Settings = (known?.Type == type ? known.Settings : ImmutableDictionary<string, string>.Empty)
                .SetItems(settings.Under(section + "settings").Select(setting => KeyValuePair.Create(setting.Name, setting.Value))),
            Type = type,
            Provider = settings.Get<string>(section + "provider") ?? known?.Provider ?? id,
            Url = url,
            Credential = settings.Get<CredentialReference>(section + "credential") ?? known?.Credential,
            Username = settings.Get<string>(section + "username") ?? known?.Username,
            Headers = (known?.Headers ?? ImmutableDictionary<string, string>.Empty).SetItems(settings.Under(section + "headers").Select(header => KeyValuePair.Create(header.Name, header.Value))),
            Interval = settings.GetValue<TimeSpan>(section + "interval") ?? (url == known?.Url ? known.Interval : WellKnown.IntervalOf(url)),
            Listings = settings.GetValue<ListingScope>(section + "listings") ?? known?.Listings ?? ListingScope.MyProviders,
            Bills = settings.GetValue<bool>(section + "bills") ?? known?.Bills ?? ProviderTypes.Find(type)?.Bills ?? true, // who is called is who bills; a passed-on catalogue is not

            // Who names an address, or asks for it by name, wants to be told that nothing is there.
            Optional = known?.Optional is true && settings.Raw(section + "url") is null && settings.Raw(section + "enabled") is null,
            Simulated = simulated,
        };
    }

    private static ConnectionLimits Limits(SettingSet settings, string section)
    {
        var limits = new ConnectionLimits
        {
            RequestTimeout = settings.GetValue<TimeSpan>(section + "request_timeout"),
            RunTimeout = settings.GetValue<TimeSpan>(section + "run_timeout"),
            Attempts = settings.GetValue<int>(section + "attempts"),
            BaseDelay = settings.GetValue<TimeSpan>(section + "base_delay"),
            MaxDelay = settings.GetValue<TimeSpan>(section + "max_delay"),
            RequestsPerSecond = settings.GetValue<double>(section + "requests_per_second"),
            Burst = settings.GetValue<int>(section + "burst"),
            Concurrency = settings.GetValue<int>(section + "concurrency"),
        };
        if (limits.BaseDelay > limits.MaxDelay && settings.Raw(section + "base_delay") is { } raw)
        {
            settings.Mistakes.Add(new(raw.Written, raw.Place, "the first wait is longer than the longest, max_delay"));
        }

        return limits;
    }

    /// <summary>What only shows when the type is known: the form of the address, and the settings that the type takes.</summary>
    private static void Check(SettingSet settings, string section, string type, Uri url)
    {
        if (ConnectionAddress.Misfit(url, type) is { } misfit && settings.Raw(section + "url") is { } raw)
        {
            settings.Mistakes.Add(new(raw.Written, raw.Place, misfit));
        }

        if (ProviderTypes.Find(type) is not { } known)
        {
            return;
        }

        foreach (var (name, _) in settings.Under(section + "settings"))
        {
            if (known.UnknownSetting(name) is { } wrong && settings.Raw($"{section}settings.{name}") is { } setting)
            {
                settings.Mistakes.Add(new(setting.Written, setting.Place, wrong));
            }
        }
    }

    /// <summary>A part that is there and wrong has been named already.</summary>
    private static void Missing(SettingSet settings, string section, RawSetting first, string? part)
    {
        var path = section + part;
        if (part is not null && !settings.Mistakes.Exists(mistake => string.Join('.', RawSetting.Spell(mistake.Written.TrimStart('-').Split('.'))) == path || IsVariable(mistake.Written, path)))
        {
            settings.Mistakes.Add(new(path.TrimEnd('.'), first.Place, $"is missing; a connection needs its type and its url (named here by {first.Written})"));
        }
    }

    private static bool IsVariable(string written, string path) => string.Equals(written, "TAMMA__" + path.Replace(".", "__", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
