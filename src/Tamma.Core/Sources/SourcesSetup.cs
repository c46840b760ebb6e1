using Microsoft.Extensions.DependencyInjection;
using Tamma.Sources.Baseline;
using Tamma.Sources.LiteLlm;
using Tamma.Sources.ModelsDev;
using Tamma.Sources.OpenRouter;

namespace Tamma.Sources;

public static class SourcesSetup
{
    /// <summary>All public documents that can be read. Needs what <c>AddProviders</c> registers.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services) =>
        services
            .AddSingleton(ModelsDevListing.Type)
            .AddSingleton(ModelsDevListing.Models)
            .AddSingleton(LiteLlmPrices.Type)
            .AddSingleton(OpenRouterPublic.Type)
            .AddSingleton(BaselineListing.Type);
}
