using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Search.Embedding;
using Tamma.Security;

namespace Tamma.Server.Settings;

/// <summary>The section <c>search.embeddings</c>. Without it there is no embedding server, and nothing is asked.</summary>
internal static class EmbeddingSettings
{
    private const string Section = "search.embeddings.";

    /// <returns>The server, or null where none is configured or it is configured wrongly, which is a mistake then.</returns>
    public static EmbeddingServerOptions? ReadServer(SettingSet settings)
    {
        if (settings.Names("search").FirstOrDefault(pair => pair.Name == "embeddings").First is not { } first)
        {
            return null;
        }

        var provider = settings.Get<EmbeddingProvider>(Section + "provider");
        var model = settings.Get<string>(Section + "model");
        var url = settings.Get<Uri>(Section + "base_url");
        if (provider is null || model is null)
        {
            // What stands there and is wrong was told already.
            Require("provider", provider is null, $"; there is: {Names}");
            Require("model", model is null, "");
            return null;
        }

        if ((url ?? provider.Url) is not { } at)
        {
            Require("base_url", isMissing: true, $" for {provider.Name}");
            return null;
        }

        if (at.Scheme == ConnectionAddress.ProgramScheme && settings.Raw(Section + "base_url") is { } raw)
        {
            settings.Mistakes.Add(new(raw.Written, raw.Place, "names a program, and an embedding server is asked over http:// or https://"));
            return null;
        }

        return new()
        {
            Url = at,
            Model = model,
            Dimensions = settings.GetValue<int>(Section + "dimensions"),

            // A key that is known for one address goes to no other.
            Credential = settings.Get<CredentialReference>(Section + "credential") ?? (url is null ? provider.Credential : null),
            Timeout = settings.GetValue<TimeSpan>(Section + "timeout") ?? TimeSpan.FromSeconds(30),
        };

        void Require(string key, bool isMissing, string more)
        {
            if (isMissing && !settings.Mistakes.Any(mistake => mistake.Written.Contains("embeddings", StringComparison.OrdinalIgnoreCase) && mistake.Written.EndsWith(key, StringComparison.OrdinalIgnoreCase)))
            {
                settings.Mistakes.Add(new(first.Written, first.Place, $"{Section}{key} is missing{more}"));
            }
        }
    }

    public static EmbeddingOptions Read(SettingSet settings)
    {
        var defaults = new EmbeddingOptions();
        return defaults with
        {
            Batch = settings.GetValue<int>(Section + "batch") ?? defaults.Batch,
            QueryTimeout = settings.GetValue<TimeSpan>(Section + "query_timeout") ?? defaults.QueryTimeout,
            QueryCache = settings.GetValue<int>(Section + "query_cache") ?? defaults.QueryCache,
        };
    }

    /// <summary>The names that a configuration may say.</summary>
    public static string Names => string.Join(", ", EmbeddingProvider.All.Select(provider => provider.Name));
}
