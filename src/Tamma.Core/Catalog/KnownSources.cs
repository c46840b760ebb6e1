namespace Tamma.Catalog;

/// <summary>What is known of public sources, as data, where their listing does not say it itself.</summary>
internal static class KnownSources
{
    /// <summary>
    /// LiteLLM's price map has <c>0.0</c> for models whose price nobody entered (2026-08-01: routers such as
    /// <c>openrouter/openrouter/auto</c> that OpenRouter itself marks as variable).
    /// </summary>
    public static bool WritesZero(Source source) => source.ZeroIsUnknown || source.Id == SourceId.LiteLlm;

    /// <summary>Its public list is the provider's own word on its own models.</summary>
    public static bool IsOwnList(Source source, string provider) =>
        (source.Bills && source.Provider == provider) || (source.Id == SourceId.OpenRouter && provider == source.Id.Name);
}
