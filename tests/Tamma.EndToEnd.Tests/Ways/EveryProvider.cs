using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>A world of the Simulator for each provider that is asked over HTTP.</summary>
internal static class EveryProvider
{
    public const int Models = 12;

    /// <summary>Type here, protocol there, what else its world is made of, and the path of its base URL.</summary>
    private static readonly (string Type, string World, string Base)[] s_all =
    [
        ("anthropic", """ "protocol":"anthropic","key":"sk-a-key-of-the-simulator","page_size":5 """, ""),
        ("openai", """ "protocol":"openai","key":"sk-a-key-of-the-simulator" """, "v1"),
        ("gemini", """ "protocol":"gemini","key":"sk-a-key-of-the-simulator","page_size":5 """, ""),
        ("github_copilot", """ "protocol":"copilot","key":"sk-a-key-of-the-simulator" """, ""),
        ("opencode_zen", """ "protocol":"zen","key":"sk-a-key-of-the-simulator" """, "v1"),
        ("zai", """ "protocol":"zai","key":"sk-a-key-of-the-simulator" """, "api/paas/v4"),
        ("ollama", """ "protocol":"ollama" """, ""),
        ("lmstudio", """ "protocol":"lmstudio" """, ""),
        ("vllm", """ "protocol":"openai","flavour":"vllm" """, "v1"),
        ("llamacpp", """ "protocol":"openai","flavour":"llamacpp" """, "v1"),
        ("openrouter", """ "protocol":"openrouter","key":"sk-a-key-of-the-simulator" """, "api/v1"),
        ("mistral", """ "protocol":"mistral","key":"sk-a-key-of-the-simulator" """, "v1"),
        ("litellm", """ "protocol":"litellm","key":"sk-a-key-of-the-simulator" """, ""),
    ];

    public static TheoryData<string> Types => [.. s_all.Select(provider => provider.Type)];

    public static async Task<TestSource.Connection> WorldAsync(SimulatorProcess simulator, string type, string world, string more = "")
    {
        var (_, spec, path) = s_all.Single(provider => provider.Type == type);
        await simulator.CreateWorldAsync($$$"""{"name":"{{{world}}}",{{{spec}}}{{{more}}},"generate":{"models":{{{Models}}},"seed":3}}""");
        return new(world, type, new(simulator.WorldUrl(world), path)) { HasKey = spec.Contains("\"key\"", StringComparison.Ordinal), Bills = true };
    }
}
