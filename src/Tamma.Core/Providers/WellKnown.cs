using System.Collections.Immutable;
using Tamma.Security;

namespace Tamma.Providers;

/// <summary>The connections that are found from the environment. A pure function of it.</summary>
public static class WellKnown
{
    private const string OpenAiCompatible = "openai_compatible";

    private static readonly TimeSpan s_hosted = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_local = TimeSpan.FromMinutes(2);

    /// <summary>Hosted providers: id, variable of the key, base URL, variable that moves it.</summary>
    private static readonly (string Provider, string Key, string Url, string? UrlVariable)[] s_hostedProviders =
    [
        ("openai", "OPENAI_API_KEY", "https://api.openai.com/v1", "OPENAI_BASE_URL"),
        ("openrouter", "OPENROUTER_API_KEY", "https://openrouter.ai/api/v1", null),
    ];

    private static readonly (string Variable, string Provider)[] s_notYet =
    [
        ("ANTHROPIC_API_KEY", "Anthropic"),
        ("GEMINI_API_KEY", "Google Gemini"),
        ("GOOGLE_API_KEY", "Google Gemini"),
        ("GOOGLE_GENERATIVE_AI_API_KEY", "Google Gemini"),
        ("ZAI_API_KEY", "z.ai"),
        ("ZHIPU_API_KEY", "z.ai"),
        ("OPENCODE_API_KEY", "OpenCode Zen"),
        ("GITHUB_COPILOT_TOKEN", "GitHub Copilot"),
        ("COPILOT_GITHUB_TOKEN", "GitHub Copilot"),
        ("MISTRAL_API_KEY", "Mistral"),
        ("DEEPSEEK_API_KEY", "DeepSeek"),
        ("XAI_API_KEY", "xAI"),
        ("GROQ_API_KEY", "Groq"),
        ("COHERE_API_KEY", "Cohere"),
        ("AZURE_OPENAI_API_KEY", "Azure OpenAI"),
    ];

    public static WellKnownConnections Find(IReadOnlyDictionary<string, string> environment)
    {
        var variables = new Variables(environment);
        var connections = ImmutableArray.CreateBuilder<ConnectionOptions>();
        if (variables.Url("OPENCODE_URL", "http://127.0.0.1:4096") is { } openCode)
        {
            connections.Add(OpenCode(openCode, variables));
        }

        foreach (var (provider, key, address, variable) in s_hostedProviders)
        {
            if (variables[key] is not null && variables.Url(variable, address) is { } url)
            {
                connections.Add(new()
                {
                    Id = provider,
                    Provider = provider,
                    Type = OpenAiCompatible,
                    Url = url,
                    Interval = url.IsLoopback ? s_local : s_hosted,
                    Credential = CredentialReference.Environment(key),
                    Bills = true,
                });
            }
        }

        if (variables["OLLAMA_HOST"] is { } host)
        {
            if (Ollama(host) is { } url)
            {
                connections.Add(new() { Id = "ollama", Provider = "ollama", Type = OpenAiCompatible, Url = url, Interval = s_local, Bills = true });
            }
            else
            {
                variables.Unusable.Add(("OLLAMA_HOST", "is no host or address"));
            }
        }

        variables.Unusable.AddRange(s_notYet.Where(row => variables[row.Variable] is not null).Select(row => (row.Variable, $"this version has no reader for {row.Provider} yet")));
        return new(connections.DrainToImmutable(), variables.Unusable.DrainToImmutable());
    }

    private static ConnectionOptions OpenCode(Uri url, Variables variables) => new()
    {
        Id = "opencode-server",
        Provider = "opencode-server",
        Type = "opencode_server",
        Url = url,
        Interval = s_local,
        Credential = variables["OPENCODE_SERVER_PASSWORD"] is null ? null : CredentialReference.Environment("OPENCODE_SERVER_PASSWORD"),
        Username = variables["OPENCODE_SERVER_USERNAME"],
        Optional = variables["OPENCODE_URL"] is null,
    };

    /// <summary>As Ollama reads it itself: the scheme and the port may be missing, and a server's "all addresses" is asked on this machine.</summary>
    private static Uri? Ollama(string host)
    {
        var text = host.Contains("://", StringComparison.Ordinal) ? host : "http://" + WithPort(host);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var builder = new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') + "/v1" };
        if (url.DnsSafeHost is "0.0.0.0" or "::")
        {
            builder.Host = "127.0.0.1";
        }

        return builder.Uri;
    }

    private static string WithPort(string host)
    {
        // ":11434" alone is this machine; "[::1]" and "host/path" have no port.
        var authority = host.Split('/', 2);
        var name = authority[0].StartsWith(':') ? "127.0.0.1" + authority[0] : authority[0];
        var hasPort = name.LastIndexOf(':') > name.LastIndexOf(']');
        return $"{name}{(hasPort ? "" : ":11434")}{(authority.Length > 1 ? "/" + authority[1] : "")}";
    }

    private sealed class Variables(IReadOnlyDictionary<string, string> environment)
    {
        public ImmutableArray<(string Variable, string Reason)>.Builder Unusable { get; } = ImmutableArray.CreateBuilder<(string Variable, string Reason)>();

        public string? this[string name] => environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        public Uri? Url(string? variable, string otherwise)
        {
            if (variable is null || this[variable] is not { } text)
            {
                return new(otherwise);
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
            {
                return url;
            }

            Unusable.Add((variable, "is no http or https address"));
            return null;
        }
    }
}
