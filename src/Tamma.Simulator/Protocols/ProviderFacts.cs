using System.Globalization;

namespace Tamma.Simulator.Protocols;

/// <summary>What follows from a provider's id. The addresses are under .example, where nobody lives.</summary>
internal static class ProviderFacts
{
    public const string Package = "@ai-sdk/openai-compatible";

    public static string NameOf(string provider) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(provider.Replace('-', ' '));

    public static string VariableOf(string provider) =>
        $"{provider.Replace('-', '_').ToUpperInvariant()}_API_KEY";

    public static string AddressOf(string provider) => $"https://api.{provider}.example/v1";

    public static string DocumentationOf(string provider) => $"https://docs.{provider}.example/models";
}
