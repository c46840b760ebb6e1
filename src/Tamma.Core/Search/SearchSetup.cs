using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tamma.Search;

public static class SearchSetup
{
    /// <summary>Adds the index and what keeps it new. Needs the catalogue.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CurrentSearch>();
        services.AddHostedService<SearchFollower>();
        return services;
    }
}
