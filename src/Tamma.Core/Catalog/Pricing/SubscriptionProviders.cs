using System.Collections.Frozen;

namespace Tamma.Catalog.Pricing;

/// <summary>
/// Providers that are paid by a plan, as data. A public catalogue writes 0 for most of their models (models.dev, 2026-07-01), which is
/// what one more token costs and not what the plan does.
/// </summary>
public static class SubscriptionProviders
{
    private static readonly FrozenSet<string> s_ids = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "github-copilot", "github-models", "gitlab", "kimi-for-coding", "opencode-go", "ollama-cloud");

    private static readonly string[] s_parts = ["coding-plan", "token-plan"];

    /// <summary>Servers that pass other providers' models on under <c>PROVIDER/MODEL</c>.</summary>
    private static readonly FrozenSet<string> s_passing = FrozenSet.Create(StringComparer.Ordinal, "opencode-server");

    public static bool Holds(ModelKey key) => Holds(Seller(key)) || IsCloudOfLocal(key);

    public static bool Holds(string provider) => s_ids.Contains(provider) || s_parts.Any(part => provider.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static string Seller(ModelKey key) =>
        s_passing.Contains(key.Provider) && key.Id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? key.Id[..slash] : key.Provider;

    /// <summary>Ollama runs these in its cloud, on its plan, though they are called at this machine: <c>gpt-oss:120b-cloud</c>.</summary>
    private static bool IsCloudOfLocal(ModelKey key) => key.Provider is "ollama" && key.Id.EndsWith("cloud", StringComparison.Ordinal) && key.Id.Contains(':', StringComparison.Ordinal);
}
