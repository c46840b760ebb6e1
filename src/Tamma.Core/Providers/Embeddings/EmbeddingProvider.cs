using Tamma.Security;

namespace Tamma.Providers.Embeddings;

/// <summary>Servers of embeddings that are known by name. All of them speak OpenAI's format; they differ in where they are.</summary>
/// <param name="Name">As it is written in a configuration.</param>
/// <param name="Url">Its base; null where only its owner knows it.</param>
/// <param name="Credential">Where its key usually is; used at <paramref name="Url"/> only, so that no key goes to another server unasked.</param>
public sealed record EmbeddingProvider(string Name, Uri? Url, CredentialReference? Credential)
{
    /// <remarks>Gemini's is https://ai.google.dev/gemini-api/docs/openai, Ollama's https://docs.ollama.com/openai (both read 2026-11).</remarks>
    public static IReadOnlyList<EmbeddingProvider> All { get; } =
    [
        new("openai", new("https://api.openai.com/v1"), CredentialReference.Environment("OPENAI_API_KEY")),
        new("gemini", new("https://generativelanguage.googleapis.com/v1beta/openai"), CredentialReference.Environment("GEMINI_API_KEY")),
        new("ollama", new("http://localhost:11434/v1"), null),
        new("compatible", null, null),
    ];
}
