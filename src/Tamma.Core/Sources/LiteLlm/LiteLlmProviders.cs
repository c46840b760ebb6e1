using System.Collections.Frozen;
using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Sources.LiteLlm;

/// <summary>
/// Which of our providers a <c>litellm_provider</c> is, and what LiteLLM writes before that provider's own ids. Data, never guessed: a name
/// that is not here keeps itself, with dashes. Checked against models.dev of 2026-07-01: where the ids of both are written in the same way.
/// </summary>
internal static class LiteLlmProviders
{
    private static readonly FrozenDictionary<string, (string Provider, string Prefix)> s_known = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["amazon_nova"] = ("nova", "amazon-nova"),
        ["azure_text"] = ("azure", "azure"),
        ["bedrock"] = ("amazon-bedrock", "bedrock"),
        ["bedrock_converse"] = ("amazon-bedrock", "bedrock"),
        ["bedrock_mantle"] = ("amazon-bedrock", "bedrock_mantle"),
        ["cloudflare"] = ("cloudflare-workers-ai", "cloudflare"),
        ["cohere_chat"] = ("cohere", "cohere"),
        ["dashscope"] = ("alibaba", "dashscope"),
        ["fireworks_ai"] = ("fireworks-ai", "fireworks_ai"),
        ["fireworks_ai-embedding-models"] = ("fireworks-ai", "fireworks_ai"),
        ["friendliai"] = ("friendli", "friendliai"),
        ["gemini"] = ("google", "gemini"),
        ["gmi"] = ("gmicloud", "gmi"),
        ["gradient_ai"] = ("digitalocean", "gradient_ai"),
        ["meta_llama"] = ("llama", "meta_llama"),
        ["moonshot"] = ("moonshotai", "moonshot"),
        ["novita"] = ("novita-ai", "novita"),
        ["nvidia_nim"] = ("nvidia", "nvidia_nim"),
        ["snowflake"] = ("snowflake-cortex", "snowflake"),
        ["text-completion-inception"] = ("inception", "text-completion-inception"),
        ["text-completion-openai"] = ("openai", "text-completion-openai"),
        ["together_ai"] = ("togetherai", "together_ai"),
        ["vercel_ai_gateway"] = ("vercel", "vercel_ai_gateway"),
        ["vertex_ai-anthropic_models"] = ("google-vertex-anthropic", "vertex_ai"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string Vertex = "vertex_ai";

    /// <param name="name">The row's key in the file.</param>
    /// <param name="stated">Its <c>litellm_provider</c>.</param>
    public static ModelKey KeyOf(string name, string stated)
    {
        var (provider, prefix) = s_known.TryGetValue(stated, out var known) ? known
            : stated == Vertex || stated.StartsWith(Vertex + "-", StringComparison.Ordinal) ? ("google-vertex", Vertex)
            : (stated.Replace('_', '-'), stated);
        return new(Required.Id(provider, isProvider: true), Required.Id(Without(prefix, name)));
    }

    private static string Without(string prefix, string name) =>
        name.Length > prefix.Length + 1 && name[prefix.Length] == '/' && name.StartsWith(prefix, StringComparison.Ordinal) ? name[(prefix.Length + 1)..] : name;
}
