using Tamma.Providers;

namespace Tamma.Core.Tests.Providers;

/// <summary>Which type reads the recordings of a folder, and where their rows stand.</summary>
/// <param name="Rows">Member that holds the rows.</param>
/// <param name="Id">Member of a row that names it.</param>
internal sealed record RecordedFormat(string Type, string Url, string Rows, string Id)
{
    /// <summary>The one place that says it, a line for each folder of recordings.</summary>
    public static Dictionary<string, RecordedFormat> ByFolder { get; } = new(StringComparer.Ordinal)
    {
        ["anthropic"] = new("anthropic", "https://api.anthropic.com", "data", "id"),
        ["azure-foundry"] = new("openai_compatible", "https://r.services.ai.azure.com/openai/v1", "data", "id"),
        ["bedrock"] = new("bedrock", "https://bedrock.us-west-2.amazonaws.com", "modelSummaries", "modelId"),
        ["cohere"] = new("cohere", "https://api.cohere.com", "models", "name"),
        ["deepseek"] = new("openai_compatible", "https://api.deepseek.com", "data", "id"),
        ["gemini"] = new("gemini", "https://generativelanguage.googleapis.com", "models", "name"),
        ["gpustack"] = new("gpustack", "http://127.0.0.1:8080", "items", "name"),
        ["mistral"] = new("mistral", "https://api.mistral.ai/v1", "data", "id"),
        ["ollama-api-tags"] = new("ollama", "http://127.0.0.1:11434", "models", "name"),
        ["ollama-openai-compat"] = new("openai_compatible", "http://127.0.0.1:11434/v1", "data", "id"),
        ["openai"] = new("openai", "https://api.openai.com/v1", "data", "id"),
        ["openrouter"] = new("openrouter", "https://openrouter.ai/api/v1", "data", "id"),
        ["perplexity"] = new("openai_compatible", "https://api.perplexity.ai", "data", "id"),
        ["vertexai"] = new("vertexai", "https://aiplatform.googleapis.com", "publisherModels", "name") { Prefix = "publishers/google/models/" },
        ["xai"] = new("openai_compatible", "https://api.x.ai/v1", "data", "id"),
    };

    /// <summary>What stands before each native id.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The format of a recording.</summary>
    public static RecordedFormat Of(string file) => ByFolder[file.Split('/')[0]];

    public ProviderType Found => ProviderTypes.Find(Type) ?? throw new InvalidOperationException($"There is no type '{Type}'.");

    public ConnectionOptions Connection => new()
    {
        Id = "recorded",
        Type = Type,
        Provider = "recorded",
        Url = new(Url),
        Interval = TimeSpan.FromHours(1),
    };
}
