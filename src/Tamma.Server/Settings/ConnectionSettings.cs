using System.Collections.Immutable;
using Tamma.Providers;
using Tamma.Security;

namespace Tamma.Server.Settings;

/// <summary>Connections: those that the environment gives, changed and joined by those that are configured.</summary>
internal static class ConnectionSettings
{
    public static ImmutableArray<ConnectionOptions> Read(SettingSet settings, WellKnownConnections found, IReadOnlyDictionary<string, string> environment)
    {
        var templates = WellKnown.Templates(environment).ToDictionary(connection => connection.Id, StringComparer.Ordinal);
        var findLocal = settings.GetValue<bool>("discovery.find_local") ?? true;
        var findEnvironment = settings.GetValue<bool>("discovery.find_environment") ?? true;
        var connections = new SortedDictionary<string, ConnectionOptions>(StringComparer.Ordinal);
        foreach (var connection in found.Connections.Where(connection => connection.Optional ? findLocal : findEnvironment))
        {
            connections[connection.Id] = connection;
        }

        foreach (var (name, first) in settings.Names("providers"))
        {
            var id = name.Replace('_', '-');
            if (!IsId(id))
            {
                settings.Mistakes.Add(new(first.Written, first.Place, $"'{id}' is no id; use letters, digits and dashes, at most 63"));
            }
            else if (settings.GetValue<bool>($"providers.{name}.enabled") is false)
            {
                connections.Remove(id);
            }
            else if (Read(settings, name, id, connections.GetValueOrDefault(id) ?? templates.GetValueOrDefault(id), first) is { } connection)
            {
                connections[id] = connection;
            }
        }

        return [.. connections.Values];
    }

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

        return new()
        {
            Id = id,
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

    private static bool IsId(string id) =>
        id.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(id[0]) && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
