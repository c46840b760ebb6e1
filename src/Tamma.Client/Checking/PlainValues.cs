namespace Tamma.Client.Checking;

/// <summary>Whether a file may hold values without quotes.</summary>
internal enum PlainValues
{
    /// <summary>Code: what has no quotes is an expression.</summary>
    None,

    /// <summary>Prose and unknown files: only <c>KEY=value</c> without spaces is a setting.</summary>
    Assignments,

    /// <summary>Configuration: <c>key: value</c>, <c>key = value</c> and lists below a key.</summary>
    All,
}

/// <summary>What kind of file a name says.</summary>
internal static class PlainValuesOf
{
    private static readonly HashSet<string> s_configuration = new(
        ["yaml", "yml", "env", "ini", "cfg", "conf", "config", "properties", "toml", "sh", "bash", "zsh", "fish", "ps1", "bat", "cmd", "mk", "tf", "tfvars", "hcl", "dockerfile", "makefile", "envrc", "modelfile"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_code = new(
        ["py", "pyi", "ipynb", "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "json", "jsonc", "json5", "cs", "fs", "vb", "go", "rs", "java", "kt", "kts", "scala", "swift", "rb", "php", "c", "h", "cc", "cpp", "hpp", "lua", "dart", "ex", "exs", "erl", "clj", "r", "jl", "sql", "vue", "svelte", "xml", "csproj", "html"],
        StringComparer.OrdinalIgnoreCase);

    /// <param name="file">Name or path; null for a text without one, which may be anything.</param>
    public static PlainValues File(string? file)
    {
        if (file is null)
        {
            return PlainValues.All;
        }

        var name = Path.GetFileName(file.AsSpan());
        var end = name[(name.LastIndexOf('.') + 1)..].ToString();
        return s_configuration.Contains(end) || name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
            ? PlainValues.All
            : s_code.Contains(end) ? PlainValues.None : PlainValues.Assignments;
    }
}
