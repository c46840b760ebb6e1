using Tamma.Catalog;

namespace Tamma.Providers.Ollama;

/// <summary>A model of the list, and whether the list says enough of it.</summary>
internal sealed record OllamaModel(ModelKey Key, string? Digest, bool IsRemote, bool IsToldOf);
