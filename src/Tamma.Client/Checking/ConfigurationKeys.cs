namespace Tamma.Client.Checking;

/// <summary>The keys whose values name models, in all spellings: <c>model</c>, <c>modelId</c>, <c>model-name</c>, <c>OPENAI_MODEL</c>.</summary>
internal static class ConfigurationKeys
{
    private static readonly HashSet<string> s_names = new(["MODEL", "MODELS", "MODELID", "MODELIDS", "MODELNAME", "MODELNAMES"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_possible = new(
        ["ENGINE", "ENGINEID", "DEPLOYMENT", "DEPLOYMENTID", "DEPLOYMENTNAME", "AZUREDEPLOYMENT", "LLM"], StringComparer.Ordinal);

    private static readonly string[] s_ends = ["model", "models", "model_id", "model_name", "modelid", "modelname", "model-id", "model-name"];

    /// <returns>What a value of the key is; <see cref="MentionKind.Quoted"/> when the key says nothing of models.</returns>
    public static MentionKind KindOf(ReadOnlySpan<char> key)
    {
        key = key[(key.LastIndexOf('.') + 1)..].Trim("-_");
        Span<char> plain = stackalloc char[key.Length];
        var length = 0;
        foreach (var letter in key)
        {
            if (letter is not ('_' or '-'))
            {
                plain[length++] = char.ToUpperInvariant(letter);
            }
        }

        var name = plain[..length].ToString();
        return s_names.Contains(name) ? MentionKind.Named
            : s_possible.Contains(name) ? MentionKind.Possible
            : !EndsAsModel(key) ? MentionKind.Quoted
            : key.ContainsAnyInRange('a', 'z') ? MentionKind.Possible
            : MentionKind.Named;
    }

    /// <summary>A word of its own at the end: <c>small_model</c>, <c>chatModel</c>, <c>CHAT_MODEL</c>, and not <c>remodel</c>.</summary>
    private static bool EndsAsModel(ReadOnlySpan<char> key)
    {
        foreach (var end in s_ends)
        {
            if (key.Length > end.Length && key.EndsWith(end, StringComparison.OrdinalIgnoreCase)
                && (key[^(end.Length + 1)] is '_' or '-' || (char.IsAsciiLetterUpper(key[^end.Length]) && !char.IsAsciiLetterUpper(key[^(end.Length + 1)]))))
            {
                return true;
            }
        }

        return false;
    }
}
