using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Sources.ModelsDev;

/// <summary>The two public documents of models.dev: <c>api.json</c>, what each provider has, and <c>models.json</c>, what each lab made.</summary>
internal static class ModelsDevListing
{
    public static ReferenceSourceType Type { get; } = new(
        SourceId.ModelsDev,
        "Capabilities, limits and public prices, kept by many hands at models.dev.",
        (options, services) => Create(new() { Id = options.Id }, options, services, ModelsDevCatalog.Read));

    /// <summary>The same people keep both, so one does not confirm the other.</summary>
    public static ReferenceSourceType Models { get; } = new(
        SourceId.ModelsDevModels,
        "What models are, whoever serves them: licences, weights, published scores; of the same hands as models_dev.",
        (options, services) => Create(new() { Id = options.Id, DerivesFrom = SourceId.ModelsDev }, options, services, ModelsDevModels.Read));

    private static DocumentListing Create(Source source, ReferenceSourceOptions options, IServiceProvider services, DocumentRead read) =>
        new(source, options, services.GetRequiredService<JsonFetch>(), services.GetRequiredService<MyProviders>(), RedactionRules.ModelsDev, read);
}
