using Microsoft.Extensions.DependencyInjection;
using Tamma.Sources.Baseline;
using Tamma.Sources.ModelsDev;

namespace Tamma.Sources;

public static class SourcesSetup
{
    /// <summary>All public documents that can be read. Needs what <c>AddProviders</c> registers.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services) =>
        services.AddSingleton(ModelsDevListing.Type).AddSingleton(BaselineListing.Type);
}
