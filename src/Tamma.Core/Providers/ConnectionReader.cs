using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Security;

namespace Tamma.Providers;

/// <summary>A draft → a connection, or everything that is wrong with it at once. Pure.</summary>
internal sealed class ConnectionReader(IReadOnlyCollection<ProviderType> types)
{
    /// <summary>Ids that stand for something else in the API or in the catalogue.</summary>
    private static readonly ImmutableArray<string> s_reserved = ["test", "models-dev", "baseline", "overrides", ModelKey.Canonical];

    private const string SimulatorPrefix = "sim-";
    private const int LongestText = 2_000;
    private const int MostEntries = 200;

    /// <param name="draft">What is asked for.</param>
    /// <param name="known">What stands for this id where the draft says nothing; null when nothing does.</param>
    /// <param name="wrong">What is wrong; with any of it there is no connection.</param>
    public ConnectionOptions? Read(ConnectionDraft draft, ConnectionOptions? known, out ImmutableArray<ConnectionMistake> wrong)
    {
        var mistakes = ImmutableArray.CreateBuilder<ConnectionMistake>();
        var id = Id(draft.Id, mistakes);
        var type = Type(draft.Type ?? known?.Type, mistakes);
        var url = Address(draft, known, type, mistakes);
        var isKnownPlace = known is not null && type?.Name == known.Type && url == known.Url;
        var options = new ConnectionOptions
        {
            Id = id,
            Type = type?.Name ?? "",
            Provider = draft.Provider is null ? known?.Provider ?? id : Provider(draft.Provider, mistakes),
            Url = url ?? new("http://unknown.invalid"),

            // A key that is known by name goes to its own server, and to no other that somebody typed in.
            Credential = draft.Credential is null ? (isKnownPlace ? known!.Credential : null) : Credential(draft.Credential, mistakes),
            Username = draft.Username is null ? (isKnownPlace ? known!.Username : null) : Line("username", draft.Username, mistakes),
            Headers = Headers(draft.Headers, mistakes),
            Interval = draft.Interval is { } interval ? Within("interval_seconds", interval, ConnectionBounds.Interval, mistakes)
                : isKnownPlace ? known!.Interval : url is null ? TimeSpan.FromHours(1) : WellKnown.IntervalOf(url),
            Listings = Listings(draft.Listings, mistakes) ?? known?.Listings ?? ListingScope.MyProviders,
            Bills = draft.Bills ?? known?.Bills ?? type?.Bills ?? true,
            Include = Patterns("include", draft.Include, mistakes),
            Exclude = Patterns("exclude", draft.Exclude, mistakes),
            Limits = Limits(draft.Limits, mistakes),
            Settings = Settings(draft.Settings, type, isKnownPlace ? known!.Settings : null, mistakes),
        };
        wrong = mistakes.DrainToImmutable();
        return wrong.IsEmpty ? options : null;
    }

    private static string Id(string? id, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        var wrong = id switch
        {
            null or "" => "is missing",
            _ when !ConnectionBounds.IsId(id) => $"'{id}' is no id; use lower-case letters, digits and dashes, at most 63",
            _ when s_reserved.Contains(id, StringComparer.Ordinal) => $"'{id}' is a name that stands for something else here; choose another",
            _ when id.StartsWith(SimulatorPrefix, StringComparison.Ordinal) => $"ids that begin with {SimulatorPrefix} belong to the Simulator; choose another",
            _ => null,
        };
        if (wrong is not null)
        {
            mistakes.Add(new("id", wrong));
        }

        return id ?? "";
    }

    private ProviderType? Type(string? name, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        var names = types.Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        if (name is null)
        {
            mistakes.Add(new("type", $"is missing, and no known connection has this id; there is: {string.Join(", ", names)}"));
            return null;
        }

        var spelt = name.Trim().Replace('-', '_').ToLowerInvariant();
        if (types.FirstOrDefault(type => type.Name == spelt) is { } found)
        {
            return found;
        }

        mistakes.Add(new("type", Nearest.To(spelt, names) is { } near
            ? $"'{name}' is no provider type; did you mean {near}?"
            : $"'{name}' is no provider type; there is: {string.Join(", ", names)}"));
        return null;
    }

    private static Uri? Address(ConnectionDraft draft, ConnectionOptions? known, ProviderType? type, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        // The address of one type says nothing of another's.
        var text = draft.Url ?? (type?.Name == known?.Type ? known?.Url.OriginalString : null);
        if (text is null)
        {
            mistakes.Add(new("url", "is missing, and no known connection has this id"));
            return null;
        }

        var (url, wrong) = ConnectionAddress.Read(text.Trim(), "http", "https", ConnectionAddress.ProgramScheme);
        wrong ??= type is null ? null : ConnectionAddress.Misfit(url!, type.Name);
        wrong ??= url!.Scheme == ConnectionAddress.ProgramScheme && !draft.MayNameProgram ? "names a program of the server's machine; that is configured there, in tamma.yaml, or asked for there" : null;
        wrong ??= LiteralSecrets.InQuery(url!) is { } parameter ? $"has a key in its query, in '{parameter}'; no secret is kept here. Use credential with env:NAME or file:PATH" : null;
        if (wrong is not null)
        {
            mistakes.Add(new("url", wrong));
        }

        return url;
    }

    private static string Provider(string provider, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        if (provider.Length is 0 or > 63 || !provider.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            mistakes.Add(new("provider", "is no provider id; use letters, digits, dashes, dots, at most 63"));
        }
        else if (Required.IsReserved(provider))
        {
            mistakes.Add(new("provider", $"'{provider}' stands for what is said of models whoever serves them; choose another"));
        }

        return provider;
    }

    private static CredentialReference? Credential(string text, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        if (!CredentialReference.TryParse(text, out var reference))
        {
            mistakes.Add(new("credential", "holds something else than a reference; no secret is kept here. Put the key into a variable or a file of the server, and write env:NAME or file:PATH"));
        }
        else if (reference.Kind is CredentialKind.File && !Path.IsPathFullyQualified(reference.Target))
        {
            mistakes.Add(new("credential", "names a file by less than its whole path, for example file:/run/secrets/key"));
        }
        else if (LiteralSecrets.LooksLikeKey(reference.Target))
        {
            mistakes.Add(new("credential", "holds what looks like the key itself; write the name of the variable that holds it, env:NAME"));
        }

        return reference;
    }

    private static ImmutableDictionary<string, string> Headers(ImmutableDictionary<string, string> headers, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        foreach (var (name, value) in headers)
        {
            var wrong = name switch
            {
                _ when name.Length is 0 or > 200 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') => "is no name of a header",
                _ when LiteralSecrets.IsCredentialName(name) || LiteralSecrets.LooksLikeKey(value) => "holds a credential; no secret is kept here. Use credential with env:NAME or file:PATH",
                _ when value.Length > LongestText || value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 => "has a value that no header can carry",
                _ => null,
            };
            if (wrong is not null)
            {
                mistakes.Add(new($"headers.{name}", wrong));
            }
        }

        return headers;
    }

    private static ListingScope? Listings(string? text, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var scope in Enum.GetValues<ListingScope>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(scope.ToString()) is var word && string.Equals(word, text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase))
            {
                return scope;
            }
        }

        mistakes.Add(new("listings", "is none of none, my_providers, all"));
        return null;
    }

    private static ImmutableArray<string> Patterns(string member, ImmutableArray<string> patterns, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        if (patterns.Length > MostEntries || patterns.Any(pattern => string.IsNullOrWhiteSpace(pattern) || pattern.Length > LongestText))
        {
            mistakes.Add(new(member, $"is a list of at most {MostEntries} patterns, none of them empty, for example gpt-*"));
        }

        return patterns;
    }

    private static ImmutableDictionary<string, string> Settings(
        ImmutableDictionary<string, string> settings, ProviderType? type, ImmutableDictionary<string, string>? known, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        foreach (var (name, value) in type is null ? [] : settings)
        {
            var wrong = type!.UnknownSetting(name) ?? (value.Length > LongestText || value.AsSpan().IndexOfAny('\r', '\n') >= 0 ? "has more than one line" : null)
                ?? (LiteralSecrets.LooksLikeKey(value) ? "holds what looks like a key; no secret is kept here. Use credential with env:NAME or file:PATH" : null);
            if (wrong is not null)
            {
                mistakes.Add(new($"settings.{name}", wrong));
            }
        }

        return (known ?? ImmutableDictionary<string, string>.Empty).SetItems(settings);
    }

    private static ConnectionLimits Limits(ConnectionLimits limits, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        Within("limits.request_timeout_seconds", limits.RequestTimeout, ConnectionBounds.RequestTimeout, mistakes);
        Within("limits.run_timeout_seconds", limits.RunTimeout, ConnectionBounds.RunTimeout, mistakes);
        Within("limits.attempts", limits.Attempts, ConnectionBounds.Attempts, mistakes);
        Within("limits.base_delay_seconds", limits.BaseDelay, ConnectionBounds.BaseDelay, mistakes);
        Within("limits.max_delay_seconds", limits.MaxDelay, ConnectionBounds.MaxDelay, mistakes);
        Within("limits.requests_per_second", limits.RequestsPerSecond, ConnectionBounds.RequestsPerSecond, mistakes);
        Within("limits.burst", limits.Burst, ConnectionBounds.Burst, mistakes);
        Within("limits.concurrency", limits.Concurrency, ConnectionBounds.Concurrency, mistakes);
        if (limits.BaseDelay > limits.MaxDelay)
        {
            mistakes.Add(new("limits.base_delay_seconds", "is longer than the longest wait, max_delay_seconds"));
        }

        return limits;
    }

    private static TimeSpan Within(string member, TimeSpan? time, (double Least, double Most) bounds, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        Within(member, time?.TotalSeconds, bounds, mistakes);
        return time ?? default;
    }

    private static void Within(string member, double? value, (double Least, double Most) bounds, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        if (value is { } number && !(number >= bounds.Least && number <= bounds.Most))
        {
            mistakes.Add(new(member, string.Create(CultureInfo.InvariantCulture, $"{number} is not between {bounds.Least} and {bounds.Most}")));
        }
    }

    private static string? Line(string member, string text, ImmutableArray<ConnectionMistake>.Builder mistakes)
    {
        if (text.Length > LongestText || text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            mistakes.Add(new(member, "has more than one line"));
        }

        return text;
    }
}
