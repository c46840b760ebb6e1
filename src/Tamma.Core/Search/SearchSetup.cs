using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tamma.Search.Analytics;

namespace Tamma.Search;

public static class SearchSetup
{
    /// <summary>Adds the index and what keeps it new, and what counts the questions. Needs the catalogue and a store of what was asked.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CurrentSearch>();
        services.AddHostedService<SearchFollower>();
        services.TryAddSingleton(new AnalyticsOptions());
        services.TryAddSingleton(SearchSynonyms.None);
        services.TryAddSingleton<AskedRecorder>();
        services.AddHostedService<AskedWorker>();
        return services;
    }
}
