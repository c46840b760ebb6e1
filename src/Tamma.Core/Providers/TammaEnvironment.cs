using System.Collections;

namespace Tamma.Providers;

/// <summary>The variables of this process.</summary>
internal static class TammaEnvironment
{
    public static IReadOnlyDictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
}
