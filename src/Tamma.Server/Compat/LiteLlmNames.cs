using System.Collections.Frozen;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>LiteLLM's names of providers and its forms of keys, as data. A provider that is not here keeps its name, before a slash.</summary>
internal static class LiteLlmNames
{
    private static readonly FrozenDictionary<string, (string Provider, string Prefix)> s_known = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["openai"] = ("openai", ""),
        ["anthropic"] = ("anthropic", ""),
        ["amazon-bedrock"] = ("bedrock_converse", ""),
        ["google"] = ("gemini", "gemini/"),
        ["google-vertex"] = ("vertex_ai", "vertex_ai/"),
        ["google-vertex-anthropic"] = ("vertex_ai-anthropic_models", "vertex_ai/"),
        ["github-copilot"] = ("github_copilot", "github_copilot/"),
        ["alibaba"] = ("dashscope", "dashscope/"),
        ["cloudflare-workers-ai"] = ("cloudflare", "cloudflare/"),
        ["cohere"] = ("cohere_chat", ""),
        ["digitalocean"] = ("gradient_ai", "gradient_ai/"),
        ["fireworks-ai"] = ("fireworks_ai", "fireworks_ai/"),
        ["friendli"] = ("friendliai", "friendliai/"),
        ["gmicloud"] = ("gmi", "gmi/"),
        ["llama"] = ("meta_llama", "meta_llama/"),
        ["moonshotai"] = ("moonshot", "moonshot/"),
        ["novita-ai"] = ("novita", "novita/"),
        ["nvidia"] = ("nvidia_nim", "nvidia_nim/"),
        ["snowflake-cortex"] = ("snowflake", "snowflake/"),
        ["togetherai"] = ("together_ai", "together_ai/"),
        ["vercel"] = ("vercel_ai_gateway", "vercel_ai_gateway/"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static (string Provider, string Key) Of(ModelKey key) =>
        s_known.TryGetValue(key.Provider, out var known)
            ? (known.Provider, known.Prefix + key.Id)
            : (key.Provider.Replace('-', '_'), $"{key.Provider.Replace('-', '_')}/{key.Id}");
}
