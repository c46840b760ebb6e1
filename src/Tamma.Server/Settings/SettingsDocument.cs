using System.Text;
using Tamma.Providers.Embeddings;

namespace Tamma.Server.Settings;

/// <summary>docs/configuration.md, from the table of settings.</summary>
internal static class SettingsDocument
{
    private const string Head = """
        # Configuration

        One place, one precedence: **command line**, then **environment**, then **`tamma.yaml`**, then defaults.

        - Command line: `--server.port=5081` or `--server.port 5081`. `--port`, `--host`, `--data` and `--offline` are short for those of `server`.
        - Environment: `TAMMA__SECTION__KEY`, for example `TAMMA__PROVIDERS__OPENCODE_SERVER__URL`. An empty variable counts as not set.
        - File: `--config=FILE` or `TAMMA_CONFIG`; else `tamma.yaml` in the data folder; else `$XDG_CONFIG_HOME/tamma/tamma.yaml`.

        `-` equals `_`, and case does not matter. An unknown key is an error: wrong configuration stops the start, with every mistake listed. `--check` says what would run and exits.

        Durations are written `30s`, `5m`, `2h`, `1d`. A credential is a reference, `env:NAME` or `file:PATH`, and never the secret itself.

        Connections that the environment gives (`openai`, `openrouter`, `ollama`, `opencode-server`) need no configuration; some of their keys can be set alone, and the rest stays. Any other connection needs its `type` and its `url`.

        ```yaml
        providers:
          workshop:                       # any id: letters, digits, dashes
            type: openai_compatible
            url: http://10.0.0.7:8000/v1
            credential: env:WORKSHOP_KEY
            interval: 5m
          opencode_server:
            listings: all
        ```

        """;

    public static string Render()
    {
        var text = new StringBuilder(Head);
        foreach (var section in SettingKeys.All.GroupBy(key => key.Parts[0], StringComparer.Ordinal))
        {
            text.Append("\n## `").Append(section.Key).Append("`\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
            foreach (var key in section)
            {
                text.Append("| `").Append(key.Path).Append("` | ").Append(Form(key)).Append(" | ").Append(key.Default).Append(" | ").Append(key.Meaning).Append(" |\n");
            }
        }

        text.Append("\n## Provider types\n\n| type | what it reads |\n|---|---|\n");
        foreach (var type in SettingsReader.Types)
        {
            text.Append("| `").Append(type.Name).Append("` | ").Append(type.Meaning).Append(" |\n");
        }

        return text.Append("\nThis file is made from the code by a test.\n").ToString();
    }

    private static string Form(SettingKey key) => key.Kind switch
    {
        SettingKind.Flag => "true, false",
        SettingKind.Count => $"{key.Least:0} to {key.Most:0}",
        SettingKind.Words => key.Parts[0] == "search" ? "phrases" : "patterns",
        SettingKind.Share or SettingKind.Number => FormattableString.Invariant($"{key.Least:0.###} to {key.Most:0.##}"),
        SettingKind.Duration => "duration",
        SettingKind.Keep => "duration, `forever`",
        SettingKind.Url => "http(s) address",
        SettingKind.UrlOrFile => "http(s) or file address",
        SettingKind.Credential => "`env:NAME`, `file:PATH`",
        SettingKind.ProviderType => "a type, below",
        SettingKind.EmbeddingProvider => string.Join(", ", EmbeddingProvider.All.Select(provider => $"`{provider.Name}`")),
        SettingKind.Listings => "`none`, `my_providers`, `all`",
        SettingKind.Durations => "durations",
        SettingKind.EventCondition => "a filter of events",
        SettingKind.Severity => "`info`, `notice`, `warning`, `critical`",
        SettingKind.Allowance => "ranges, addresses, hosts",
        SettingKind.Path => "folder",
        SettingKind.Host => "address",
        _ => "text",
    };
}
