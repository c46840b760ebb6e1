using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Notifications.Operations;
using Tamma.Notifications.Severities;

namespace Tamma.Notifications;

public static class NotificationsSetup
{
    /// <summary>Adds the readers of the log. Needs the catalogue and one storage composition.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventRows>();
        services.TryAddSingleton<EventFilters>();
        services.TryAddSingleton(SeverityRules.Default);
        services.TryAddSingleton(Judge);
        services.TryAddSingleton(new LiveOptions());
        services.TryAddSingleton<NotificationMeter>();
        services.TryAddSingleton<LiveFanout>();
        services.TryAddSingleton<LogReader>();
        return services;
    }

    /// <summary>What it needs is made when the first event is judged: the catalogue stands on the storage, which asks this.</summary>
    private static EventSeverity Judge(IServiceProvider provider)
    {
        var rules = provider.GetRequiredService<SeverityRules>();
        var rows = new Lazy<EventRows>(provider.GetRequiredService<EventRows>);
        return happening => rules.Of(rows.Value.Of(new(0, Guid.Empty, happening)));
    }
}
