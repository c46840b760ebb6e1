using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>What kind of voice a claim has.</summary>
public enum Standing
{
    /// <summary>What the operator says.</summary>
    Override,

    /// <summary>The provider's own list, as this account sees it.</summary>
    Account,

    /// <summary>The provider's own public list, read without an account.</summary>
    Provider,
    Baseline,
    ModelsDev,
    LiteLlm,
    OpenRouter,
    Other,

    /// <summary>Passed on from a public catalogue by somebody else's server.</summary>
    Copy,
}

/// <summary>The names of standings on the wire and in settings, with what each means.</summary>
public static class Standings
{
    /// <summary>In the order of <see cref="Standing"/>.</summary>
    public static ImmutableArray<(Standing Standing, string Name, string Meaning)> All { get; } =
    [
        (Standing.Override, "override", "What the operator says."),
        (Standing.Account, "account", "The provider's own list, as your account sees it."),
        (Standing.Provider, "provider", "The provider's own public list, read without an account; of its own models only."),
        (Standing.Baseline, "baseline", "The facts that come with the program, each checked against its provider's pages."),
        (Standing.ModelsDev, "models_dev", "The public catalogue models.dev."),
        (Standing.LiteLlm, "litellm", "LiteLLM's public price map."),
        (Standing.OpenRouter, "openrouter", "OpenRouter's public list, of models that others serve."),
        (Standing.Other, "other", "Any other source."),
        (Standing.Copy, "copy", "A public catalogue that somebody else's server passes on. Prices of an account that does not bill and derives from a catalogue are copies too."),
    ];

    public static string NameOf(Standing standing) => All[(int)standing].Name;

    /// <summary>Reads a name; <c>-</c> and <c>_</c> are one, and case does not count.</summary>
    public static Standing? Find(string name)
    {
        var spelt = name.Replace('-', '_');
        foreach (var (standing, known, _) in All)
        {
            if (string.Equals(known, spelt, StringComparison.OrdinalIgnoreCase))
            {
                return standing;
            }
        }

        return null;
    }

    /// <param name="source">What is known of the claim's source.</param>
    /// <param name="group">What the field is about: who passes a catalogue on speaks for its account in all but prices.</param>
    public static Standing Of(Claim claim, Source source, FieldGroup group) =>
        claim.Kind is ClaimKind.Offer
            ? group is FieldGroup.Price && !source.Bills && source.DerivesFrom is not null ? Standing.Copy : Standing.Account
            : Of(claim.Source, KnownSources.IsOwnList(source, claim.Key.Provider));

    private static Standing Of(SourceId source, bool isOwn) =>
        source == SourceId.Overrides ? Standing.Override
        : source.ConnectionId is not null ? Standing.Copy
        : isOwn ? Standing.Provider
        : source == SourceId.Baseline ? Standing.Baseline
        : source == SourceId.ModelsDev || source == SourceId.ModelsDevModels ? Standing.ModelsDev
        : source == SourceId.LiteLlm ? Standing.LiteLlm
        : source == SourceId.OpenRouter ? Standing.OpenRouter
        : Standing.Other;
}
