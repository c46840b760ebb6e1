using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>The labs that we know. A row is data: adding one takes no code.</summary>
public static class LabTable
{
    /// <summary>Spellings are those of models.dev, OpenRouter, LiteLLM, Hugging Face and Bedrock (lists of 2026-07 and 2026-08).</summary>
    public static ImmutableArray<Lab> All { get; } =
    [
        new("ai21", [], ["ai21", "ai21labs", "ai21-labs"], ["jamba"]),
        new("alibaba", ["alibaba", "alibaba-cn"], ["alibaba", "alibaba-cloud", "qwen", "tongyi", "dashscope"], ["qwen", "qwq", "qvq", "wan", "tongyi"]),
        new("allenai", [], ["allenai"], ["olmo", "tulu", "molmo"]),
        new("amazon", [], ["amazon"], ["nova", "titan"]),
        new("anthropic", ["anthropic"], ["anthropic"], ["claude"]),
        new("baidu", [], ["baidu"], ["ernie"]),
        new("bytedance", [], ["bytedance", "bytedance-seed", "volcengine"], ["doubao", "seed", "seedance", "seedream"]),
        new("cohere", ["cohere"], ["cohere", "coherelabs", "cohereforai"], ["command", "aya", "c"]),
        new("deepreinforce", [], ["deepreinforce", "deepreinforce-ai"], ["ornith"]),
        new("deepseek", ["deepseek"], ["deepseek", "deepseek-ai"], ["deepseek"]),
        new("google", ["google"], ["google", "google-ai-studio", "deepmind"], ["gemini", "gemma", "imagen", "veo", "lyria", "palm"]),
        new("ibm", [], ["ibm", "ibm-granite"], ["granite"]),
        new("inception", ["inception"], ["inception"], ["mercury"]),
        new("meta", ["llama"], ["meta", "meta-llama", "facebook"], ["llama"]),
        new("microsoft", [], ["microsoft"], ["phi", "mai", "wizardlm"]),
        new("minimax", ["minimax", "minimax-cn"], ["minimax", "minimaxai", "minimax-ai"], ["minimax", "hailuo"]),
        new("mistral", ["mistral"], ["mistral", "mistralai", "mistral-ai"],
            ["mistral", "ministral", "magistral", "codestral", "devstral", "pixtral", "voxtral", "mixtral"]),
        new("moonshotai", ["moonshotai", "moonshotai-cn"], ["moonshotai", "moonshot", "moonshot-ai"], ["kimi", "moonshot"]),
        new("nousresearch", ["nousresearch"], ["nousresearch"], ["hermes"]),
        new("nvidia", ["nvidia"], ["nvidia"], ["nemotron"]),
        new("openai", ["openai"], ["openai"], ["gpt", "chatgpt", "o", "codex", "whisper", "dall", "sora", "davinci", "babbage"]),
        new("perplexity", ["perplexity"], ["perplexity", "perplexity-ai"], ["sonar"]),
        new("poolside", ["poolside"], ["poolside"], ["laguna"]),
        new("sakana", ["sakana"], ["sakana", "sakanaai"], ["fugu"]),
        new("sarvam", ["sarvam"], ["sarvam", "sarvamai"], ["sarvam"]),
        new("stepfun", ["stepfun"], ["stepfun", "stepfun-ai"], ["step"]),
        new("tencent", ["tencent"], ["tencent", "tencent-hunyuan"], ["hunyuan", "hy"]),
        new("upstage", ["upstage"], ["upstage"], ["solar"]),
        new("xai", ["xai"], ["xai", "x-ai"], ["grok"]),
        new("xiaomi", ["xiaomi"], ["xiaomi", "xiaomimimo"], ["mimo"]),
        new("zhipuai", ["zai", "zhipuai"], ["zhipuai", "zhipu", "z-ai", "zai", "zai-org", "thudm", "bigmodel"], ["glm", "cogview", "cogvideox"]),
    ];

    private static readonly FrozenDictionary<string, Lab> s_byPrefix =
        All.SelectMany(lab => lab.Prefixes.Select(prefix => (prefix, lab))).ToFrozenDictionary(pair => pair.prefix, pair => pair.lab, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Lab> s_byProvider =
        All.SelectMany(lab => lab.Providers.Select(provider => (provider, lab))).ToFrozenDictionary(pair => pair.provider, pair => pair.lab, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Lab> s_byFamily =
        All.SelectMany(lab => lab.Families.Select(family => (family, lab))).ToFrozenDictionary(pair => pair.family, pair => pair.lab, StringComparer.Ordinal);

    private static readonly int s_longest = s_byPrefix.Keys.Max(prefix => prefix.Length);

    /// <param name="prefix">Lower case.</param>
    public static Lab? OfPrefix(string prefix) => s_byPrefix.GetValueOrDefault(prefix);

    public static Lab? OfProvider(string provider) => s_byProvider.GetValueOrDefault(provider);

    /// <param name="word">The first word of a name, lower case.</param>
    public static Lab? OfFamily(string word) => s_byFamily.GetValueOrDefault(word);

    /// <summary>The spellings of labs that a name begins with, followed by a dash; the longest first.</summary>
    internal static IEnumerable<string> LeadingIn(string name)
    {
        for (var dash = name.LastIndexOf('-', Math.Min(s_longest, name.Length - 1)); dash > 0; dash = name.LastIndexOf('-', dash - 1))
        {
            if (dash < name.Length - 1 && s_byPrefix.ContainsKey(name[..dash]))
            {
                yield return name[..dash];
            }
        }
    }
}
