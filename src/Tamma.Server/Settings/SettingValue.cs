using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Providers.Http;
using Tamma.Security;
using Tamma.Security.Network;

namespace Tamma.Server.Settings;

/// <summary>Reads a setting's text as what it should be. A secret is never repeated.</summary>
internal static class SettingValue
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    /// <returns>The value, or what is wrong with it.</returns>
    public static (object? Value, string? Wrong) Read(SettingKey key, string text, IReadOnlyCollection<string> types) => key.Kind switch
    {
        SettingKind.Flag => Flag(text) is { } flag ? (flag, null) : (null, $"'{text}' is neither true nor false"),
        SettingKind.Count => Count(key, text),
        SettingKind.Share => Share(key, text),
        SettingKind.Duration => Duration(key, text),
        SettingKind.Keep => RawSetting.Spell(text) is "forever" ? (Timeout.InfiniteTimeSpan, null) : Duration(key, text, "90d, or forever"),
        SettingKind.Number => Share(key, text),
        SettingKind.Words => Words(text),
        SettingKind.Standings => ResolutionPolicyText.Read(text) is { Order: { } order } ? (order, null) : (null, ResolutionPolicyText.Read(text).Wrong),
        SettingKind.Allowance => AddressAllowance.Parse(Split(text), out var stranger) is { } allowance ? (allowance, null) : (null, $"'{stranger}' is no range, address or host; write 10.0.0.0/8, 192.168.1.10 or hooks.internal"),
        SettingKind.Durations => Durations(key, text),
        SettingKind.EventCondition => SeveritySettings.ReadCondition(text),
        SettingKind.Severity => SeveritySettings.ReadSeverity(text),
        SettingKind.Url => Url(text, "http", "https", ConnectionAddress.ProgramScheme),
        SettingKind.UrlOrFile => Url(text, "http", "https", "file"),
        SettingKind.Proxy => ProxyRules.Parse(text) is { } proxy ? (proxy, null) : (null, "is no address of a proxy; write http://HOST:PORT"),
        SettingKind.Credential => CredentialReference.TryParse(text, out var reference)
            ? (reference, null)
            : (null, "holds something else than a reference; no secret belongs in a configuration. Use env:NAME or file:PATH"),
        SettingKind.ProviderType => types.Contains(RawSetting.Spell(text), StringComparer.Ordinal)
            ? (RawSetting.Spell(text), null)
            : (null, $"'{text}' is no provider type; there is: {string.Join(", ", types)}"),
        SettingKind.EmbeddingProvider => EmbeddingProvider.All.FirstOrDefault(known => known.Name == RawSetting.Spell(text)) is { } provider
            ? (provider, null)
            : (null, $"'{text}' is no embedding server; there is: {EmbeddingSettings.Names}"),
        SettingKind.Listings => Listings(text),
        SettingKind.Host => Host(text),
        SettingKind.Path => (Path.GetFullPath(text), null),
        _ => text.AsSpan().IndexOfAny('\r', '\n') < 0 ? (text, null) : (null, "has more than one line"),
    };

    private static bool? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => null,
    };

    private static (object?, string?) Count(SettingKey key, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? count >= key.Least && count <= key.Most ? (count, null) : (null, $"{count} is not between {key.Least:0} and {key.Most:0}")
            : (null, $"'{text}' is no whole number");

    private static (object?, string?) Share(SettingKey key, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var share)
            ? share >= key.Least && share <= key.Most ? (share, null) : (null, string.Create(CultureInfo.InvariantCulture, $"{share} is not between {key.Least} and {key.Most}"))
            : (null, $"'{text}' is no number");

    private static (object?, string?) Duration(SettingKey key, string text, string examples = "30s, 5m, 2h or 1d")
    {
        var digits = text.AsSpan().IndexOfAnyExcept(s_digits);
        var unit = Array.Find(s_units, unit => digits > 0 && string.Equals(unit.Unit, text[digits..].Trim(), StringComparison.OrdinalIgnoreCase));
        if (unit.Unit is null || !double.TryParse(text.AsSpan()[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return (null, $"'{text}' is no duration; write {examples}");
        }

        var seconds = number * unit.Seconds;
        return seconds >= key.Least && seconds <= key.Most
            ? (TimeSpan.FromSeconds(seconds), null)
            : (null, $"'{text}' is not between {Shown(key.Least)} and {Shown(key.Most)}");
    }

    private static string Shown(double seconds)
    {
        var (unit, size) = s_units.Last(unit => seconds >= unit.Seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / size:0.###}{unit}");
    }

    private static (object?, string?) Url(string text, params string[] schemes)
    {
        var (url, wrong) = ConnectionAddress.Read(text, schemes);
        return wrong is null ? (url, null) : (null, wrong);
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (object?, string?) Durations(SettingKey key, string text)
    {
        var durations = ImmutableArray.CreateBuilder<TimeSpan>();
        foreach (var part in Split(text))
        {
            var (value, wrong) = Duration(key, part);
            if (wrong is not null)
            {
                return (null, wrong);
            }

            durations.Add((TimeSpan)value!);
        }

        return durations.Count > 0 ? (durations.ToImmutable(), null) : (null, "names no duration; write 5s,5m,2h");
    }

    private static (object?, string?) Words(string text)
    {
        var words = Split(text);
        return words is [] ? (null, "names nothing; write patterns with commas between them, or leave it out") : (words, null);
    }

    private static (object?, string?) Listings(string text) => RawSetting.Spell(text) switch
    {
        "none" => (ListingScope.None, null),
        "my_providers" => (ListingScope.MyProviders, null),
        "all" => (ListingScope.All, null),
        _ => (null, $"'{text}' is none of none, my_providers, all"),
    };

    private static (object?, string?) Host(string text) => text switch
    {
        "localhost" => (IPAddress.Loopback, null),
        "*" or "+" => (IPAddress.Any, null),
        _ when IPAddress.TryParse(text.Trim('[', ']'), out var address) => (address, null),
        _ => (null, $"'{text}' is no IP address; write one, or localhost, or * for all"),
    };
}
