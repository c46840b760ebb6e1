using System.Collections.Immutable;
using Tamma.Security;

namespace Tamma.Providers;

/// <summary>The connections that are found from the environment. A pure function of it and of what the types know.</summary>
public static class WellKnown
{
    private static readonly TimeSpan s_hosted = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_local = TimeSpan.FromMinutes(2);

    /// <summary>Keys that people have and that no type here reads.</summary>
    private static readonly (string Variable, string Provider)[] s_notYet =
    [
        ("DEEPSEEK_API_KEY", "DeepSeek"),
        ("XAI_API_KEY", "xAI"),
        ("GROQ_API_KEY", "Groq"),
        ("AZURE_OPENAI_API_KEY", "Azure OpenAI"),
    ];

    public static WellKnownConnections Find(IReadOnlyDictionary<string, string> environment) => Find(environment, ProviderTypes.All);

    internal static WellKnownConnections Find(IReadOnlyDictionary<string, string> environment, IEnumerable<ProviderType> types)
    {
        var variables = new Variables(environment);
        var connections = ImmutableArray.CreateBuilder<ConnectionOptions>();
        foreach (var (type, known) in from type in types from known in type.Known where !known.IsOnlyByName select (type, known))
        {
            var key = known.Keys.FirstOrDefault(name => variables[name] is not null);
            var moved = known.UrlVariable is { } variable && variables[variable] is not null;
            if (known.OffBecause is { } reason)
            {
                if (key is not null)
                {
                    variables.Unusable.Add((key, reason));
                }
            }
            else if ((key is not null || known.IsLookedFor || (moved && (known.Keys.IsEmpty || known.KeyIsOptional))) && Url(known, variables) is { } url)
            {
                connections.Add(Connection(type, known, url, key, variables) with { Optional = (known.IsLookedFor || known.IsOwn) && !moved });
            }
        }

        variables.Unusable.AddRange(s_notYet.Where(row => variables[row.Variable] is not null).Select(row => (row.Variable, $"no connection is made of it by itself; configure {row.Provider} with type openai_compatible")));
        return new(connections.DrainToImmutable(), variables.Unusable.DrainToImmutable());
    }

    /// <summary>Every known connection as it is when its owner asks for it by name, with the variables that are set or else its first.</summary>
    public static ImmutableArray<ConnectionOptions> Templates(IReadOnlyDictionary<string, string> environment)
    {
        var variables = new Variables(environment);
        return
        [
            .. from type in ProviderTypes.All
               from known in type.Known
               let key = known.Keys.FirstOrDefault(name => variables[name] is not null) ?? (known.KeyIsOptional || known.IsOwn ? null : known.Keys.FirstOrDefault()) // a server of one's own need not have one
               select Connection(type, known, Url(known, variables) ?? new(known.Url), key, variables) with { Optional = known.IsLookedFor },
        ];
    }

    private static ConnectionOptions Connection(ProviderType type, KnownConnection known, Uri url, string? key, Variables variables) => new()
    {
        Id = known.Id,
        Provider = known.Provider ?? known.Id,
        Type = type.Name,
        Url = url,
        Interval = known.IsOwn ? s_local : IntervalOf(url),
        Credential = key is null || known.KeyMayGoTo?.Invoke(url) is false ? null : CredentialReference.Environment(key),
        Username = known.UserVariable is { } user ? variables[user] : null,
        Bills = type.Bills,
        Settings =
            (from setting in known.SettingVariables
             let value = setting.Value.Split(' ').Select(name => variables[name]).FirstOrDefault(text => text is not null)
             where value is not null
             select KeyValuePair.Create(setting.Key, value)).ToImmutableDictionary(StringComparer.Ordinal),
    };

    /// <summary>How often a server is asked when nobody says: hosted ones every hour, one on this machine every two minutes.</summary>
    public static TimeSpan IntervalOf(Uri url) => url.IsLoopback ? s_local : s_hosted;

    private static Uri? Url(KnownConnection known, Variables variables)
    {
        if (known.UrlVariable is not { } variable || variables[variable] is not { } text)
        {
            return new(known.Url);
        }

        var url = known.ReadUrl is { } read ? read(text) : Uri.TryCreate(text, UriKind.Absolute, out var absolute) ? absolute : null;
        if (url?.Scheme is "http" or "https")
        {
            return url;
        }

        variables.Unusable.Add((variable, known.ReadUrl is null ? "is no http or https address" : "is no host or address"));
        return null;
    }

    private sealed class Variables(IReadOnlyDictionary<string, string> environment)
    {
        public ImmutableArray<(string Variable, string Reason)>.Builder Unusable { get; } = ImmutableArray.CreateBuilder<(string Variable, string Reason)>();

        public string? this[string name] => environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }
}
