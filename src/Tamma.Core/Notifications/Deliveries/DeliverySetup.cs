using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Operations;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Secrets;

namespace Tamma.Notifications.Deliveries;

public static class DeliverySetup
{
    /// <summary>Adds subscriptions and what tells them. Needs the catalogue and a storage composition.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services, SubscriptionOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(options.Webhooks);
        services.TryAddSingleton(new SecretBox(options.KeyFile));
        services.TryAddSingleton<EventRows>();
        services.TryAddSingleton<DeliverySignal>();
        services.TryAddSingleton<TargetOpener>();
        services.TryAddSingleton<SubscriptionReader>();
        services.TryAddSingleton(provider => new WebhookSender(options.Webhooks, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SubscriptionBook(
            provider.GetRequiredService<ISubscriptionStore>(),
            provider.GetRequiredService<SubscriptionReader>(),
            provider.GetRequiredService<TargetOpener>(),
            options,
            provider.GetRequiredService<IEventLog>(),
            provider.GetRequiredService<ICursorStore>(),
            provider.GetRequiredService<IRetentionStore>(),
            provider.GetRequiredService<IBell>(),
            provider.GetRequiredService<DeliverySignal>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<Courier>();
        services.TryAddSingleton(provider => new SubscriptionPing(provider.GetRequiredService<Courier>(), provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new DeliveryWorker(
            provider.GetRequiredService<CurrentCatalog>(),
            provider.GetRequiredService<ISubscriptionStore>(),
            provider.GetRequiredService<IDeliveryStore>(),
            (subscription, filter) => Open(subscription, filter, provider),
            provider.GetRequiredService<SubscriptionBook>(),
            provider.GetRequiredService<ILease>(),
            provider.GetRequiredService<DeliverySignal>(),
            options.Webhooks,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DeliveryWorker>>()));
        services.TryAddSingleton(provider => new DeliveryProgress(provider.GetRequiredService<DeliveryWorker>()));
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryWorker>());
        services.TryAddSingleton<NotificationStatusReader>();
        services.AddHostedService<NotificationGauges>();
        return services;
    }

    private static Lane Open(Subscription subscription, EventFilter filter, IServiceProvider provider) => new(
        subscription,
        new(
            subscription,
            filter,
            provider.GetRequiredService<IEventLog>(),
            provider.GetRequiredService<ICursorStore>(),
            provider.GetRequiredService<IRetentionStore>(),
            provider.GetRequiredService<IDeliveryStore>(),
            provider.GetRequiredService<EventRows>(),
            provider.GetRequiredService<WebhookOptions>(),
            provider.GetRequiredService<TimeProvider>()),
        provider.GetRequiredService<Courier>(),
        provider.GetRequiredService<IDeliveryStore>(),
        provider.GetRequiredService<SubscriptionBook>(),
        provider.GetRequiredService<IBell>(),
        provider.GetRequiredService<WebhookOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<Lane>>());
}
