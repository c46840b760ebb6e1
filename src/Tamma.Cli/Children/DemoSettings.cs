using System.Globalization;

namespace Tamma.Cli.Children;

/// <summary>The environment of a server that meets nothing but the Simulator.</summary>
internal static class DemoSettings
{
    private const string KeyVariable = "SIM_KEY";

    /// <summary>Id of the connection, its type, the path of its world below the Simulator, and whether that wants the key.</summary>
    private static readonly (string Id, string Type, string Path, bool HasKey)[] s_connections =
    [
        ("SIM_ANTHROPIC", "anthropic", "anthropic", true),
        ("SIM_COPILOT", "github_copilot", "copilot", true),
        ("SIM_GATEWAY", "openai_compatible", "gateway/v1", false),
        ("SIM_GOOGLE", "gemini", "gemini", true),
        ("SIM_LITELLM", "litellm", "litellm", true),
        ("SIM_LMSTUDIO", "lmstudio", "lmstudio", false),
        ("SIM_OLLAMA", "ollama", "ollama", false),
        ("SIM_OPENAI", "openai", "openai/v1", true),
        ("SIM_OPENCODE", "opencode_server", "opencode", false),
        ("SIM_OPENROUTER", "openrouter", "openrouter/api/v1", true),
        ("SIM_VLLM", "vllm", "vllm/v1", false),
        ("SIM_ZAI", "zai", "zai/api/paas/v4", true),
        ("SIM_ZEN", "opencode_zen", "zen/v1", true),
    ];

    /// <summary>Where the server leaves the key that a client on this machine needs to decide anything.</summary>
    public static string ConfigFolder(string folder) => Path.Combine(folder, "config");

    /// <param name="simulator">Its address.</param>
    /// <param name="program">The Simulator as a program, which stands in for the MCP server too.</param>
    /// <param name="port">Of the server.</param>
    /// <param name="folder">Thrown away at the end.</param>
    public static IEnumerable<(string Name, string Value)> For(string simulator, ServerProgram program, int port, string folder) =>
    [
        ("XDG_CONFIG_HOME", ConfigFolder(folder)),
        ("TAMMA__SERVER__PORT", port.ToString(CultureInfo.InvariantCulture)),
        ("TAMMA__SERVER__DATA", Path.Combine(folder, "data")),
        ("TAMMA__DISCOVERY__FIND_LOCAL", "false"),
        ("TAMMA__DISCOVERY__FIND_ENVIRONMENT", "false"),
        (KeyVariable, "sim-key"),
        .. s_connections.SelectMany(row => Connection(row.Id, row.Type, $"{simulator}/w/{row.Path}", row.HasKey)),
        .. Connection("SIM_ZEN_MCP", "zen_mcp", "stdio:pal-mcp-server", hasKey: false),
        ("TAMMA__PROVIDERS__SIM_ZEN_MCP__SETTINGS__COMMAND", program.FileName),
        ("TAMMA__PROVIDERS__SIM_ZEN_MCP__SETTINGS__ARGUMENTS", string.Join(' ', [.. program.Prefix.Select(argument => $"\"{argument}\""), "mcp"])),
        ("TAMMA__PROVIDERS__SIM_OPENCODE__LISTINGS", "all"),
        ("TAMMA__SOURCES__BASELINE__ENABLED", "false"),
        .. Source("MODELS_DEV", $"{simulator}/w/models-dev/api.json"),
        .. Source("MODELS_DEV_MODELS", $"{simulator}/w/models-dev/models.json"),
        .. Source("LITELLM", $"{simulator}/w/litellm-prices/model_prices_and_context_window.json"),
    ];

    private static IEnumerable<(string Name, string Value)> Source(string name, string url) =>
    [
        ($"TAMMA__SOURCES__{name}__ENABLED", "true"),
        ($"TAMMA__SOURCES__{name}__URL", url),
        ($"TAMMA__SOURCES__{name}__LISTINGS", "all"),
        ($"TAMMA__SOURCES__{name}__INTERVAL", "30s"),
    ];

    private static IEnumerable<(string Name, string Value)> Connection(string id, string type, string url, bool hasKey) =>
    [
        ($"TAMMA__PROVIDERS__{id}__TYPE", type),
        ($"TAMMA__PROVIDERS__{id}__URL", url),
        ($"TAMMA__PROVIDERS__{id}__SIMULATED", "true"),
        ($"TAMMA__PROVIDERS__{id}__INTERVAL", "5s"),
        .. hasKey ? [($"TAMMA__PROVIDERS__{id}__CREDENTIAL", $"env:{KeyVariable}")] : Array.Empty<(string, string)>(),
    ];
}
