using System.Globalization;

namespace Tamma.Cli.Children;

/// <summary>The environment of a server that meets nothing but the Simulator.</summary>
internal static class DemoSettings
{
    public static IEnumerable<(string Name, string Value)> For(string simulator, int port, string folder) =>
    [
        ("XDG_CONFIG_HOME", Path.Combine(folder, "config")),
        ("TAMMA__SERVER__PORT", port.ToString(CultureInfo.InvariantCulture)),
        ("TAMMA__SERVER__DATA", Path.Combine(folder, "data")),
        ("TAMMA__DISCOVERY__FIND_LOCAL", "false"),
        ("TAMMA__DISCOVERY__FIND_ENVIRONMENT", "false"),
        .. Connection("SIM_OPENCODE", "opencode_server", $"{simulator}/w/opencode"),
        ("TAMMA__PROVIDERS__SIM_OPENCODE__LISTINGS", "all"),
        .. Connection("SIM_OPENAI", "openai_compatible", $"{simulator}/w/openai/v1"),
        ("TAMMA__PROVIDERS__SIM_OPENAI__CREDENTIAL", "env:SIM_OPENAI_KEY"),
        ("SIM_OPENAI_KEY", "sim-key"),
        .. Connection("SIM_GATEWAY", "openai_compatible", $"{simulator}/w/gateway/v1"),
        .. Connection("SIM_VLLM", "openai_compatible", $"{simulator}/w/vllm/v1"),
        ("TAMMA__SOURCES__MODELS_DEV__URL", $"{simulator}/w/models-dev/api.json"),
        ("TAMMA__SOURCES__MODELS_DEV__LISTINGS", "all"),
        ("TAMMA__SOURCES__MODELS_DEV__INTERVAL", "30s"),
    ];

    private static IEnumerable<(string Name, string Value)> Connection(string id, string type, string url) =>
    [
        ($"TAMMA__PROVIDERS__{id}__TYPE", type),
        ($"TAMMA__PROVIDERS__{id}__URL", url),
        ($"TAMMA__PROVIDERS__{id}__SIMULATED", "true"),
        ($"TAMMA__PROVIDERS__{id}__INTERVAL", "5s"),
    ];
}
