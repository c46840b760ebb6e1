using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications;

public static class NotificationsSetup
{
    /// <summary>Adds the readers of the log. Needs the catalogue and one storage composition.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventRows>();
        return services;
    }
}
