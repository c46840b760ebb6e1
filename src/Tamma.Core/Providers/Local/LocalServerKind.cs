namespace Tamma.Providers.Local;

/// <summary>A kind of server that people run on their own machines, told by what it answers.</summary>
public enum LocalServerKind
{
    Ollama,
    LmStudio,
    Vllm,
    LlamaCpp,
    OpenCodeServer,
}

/// <summary>What a kind is called.</summary>
public static class LocalServerKinds
{
    /// <summary>Name of the <see cref="ProviderType"/> that reads it.</summary>
    public static string TypeName(this LocalServerKind kind) => kind switch
    {
        LocalServerKind.Ollama => "ollama",
        LocalServerKind.LmStudio => "lmstudio",
        LocalServerKind.Vllm => "vllm",
        LocalServerKind.LlamaCpp => "llamacpp",
        _ => "opencode_server",
    };

    /// <summary>Its name for people.</summary>
    public static string Shown(this LocalServerKind kind) => kind switch
    {
        LocalServerKind.Ollama => "Ollama",
        LocalServerKind.LmStudio => "LM Studio",
        LocalServerKind.Vllm => "vLLM",
        LocalServerKind.LlamaCpp => "llama.cpp",
        _ => "OpenCode",
    };
}
