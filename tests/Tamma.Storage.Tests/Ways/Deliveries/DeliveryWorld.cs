using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Operations;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Network;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Deliveries;

/// <summary>The real way from the log to a target: SQLite, the worker and sockets, on a clock that a test moves.</summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;
    private readonly WebhookOptions _webhooks;

    public DeliveryWorld(Func<WebhookOptions, WebhookOptions>? with = null, DirectoryInfo? folder = null, FakeTimeProvider? time = null)
    {
        _folder = folder ?? Directory.CreateTempSubdirectory("tamma-deliveries-");
        Time = time ?? new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        // The clock is moved by hand while real sockets work: a wait of fifteen of its seconds may be over before a byte was sent.
        var webhooks = new WebhookOptions { Allow = AddressAllowance.Parse(["127.0.0.0/8"], out _)!, Timeout = TimeSpan.FromDays(30) };
        _webhooks = with?.Invoke(webhooks) ?? webhooks;
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<CurrentCatalog>()
            .AddNotifications()
            .AddSubscriptions(new() { KeyFile = Path.Combine(_folder.FullName, "secret.key"), Webhooks = _webhooks, MostSubscriptions = 5 })
            .AddEmbeddedStorage(Path.Combine(_folder.FullName, "tamma.db"))
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public SubscriptionBook Book => _services.GetRequiredService<SubscriptionBook>();

    public ISubscriptionStore Subscriptions => _services.GetRequiredService<ISubscriptionStore>();

    public IDeliveryStore Deliveries => _services.GetRequiredService<IDeliveryStore>();

    public SubscriptionPing Ping => _services.GetRequiredService<SubscriptionPing>();

    internal NotificationGauges Gauges() => _services.GetServices<IHostedService>().OfType<NotificationGauges>().Single();

    public T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<DeliveryWorld> StartAsync(bool loads = true)
    {
        if (loads)
        {
            await Get<CurrentCatalog>().LoadAsync(Cancelled);
        }

        foreach (var worker in _services.GetServices<IHostedService>().OfType<DeliveryWorker>())
        {
            await worker.StartAsync(Cancelled);
        }

        return this;
    }

    /// <summary>Not calm, unless the draft says so.</summary>
    public async Task<Subscription> SubscribeAsync(Uri url, SubscriptionDraft? draft = null)
    {
        var (subscription, _) = await Book.AddAsync((draft ?? new()) with { Url = url.ToString(), Filter = draft?.Filter ?? "", Calm = draft?.Calm ?? CalmChoice.Off }, "tester", Cancelled);
        return subscription;
    }

    /// <summary>Things happen: one event for each name, told by the name.</summary>
    public async Task HappenAsync(params string[] models)
    {
        var last = await Get<IEventLog>().AppendAsync(
            [.. models.Select(model => new EventDraft { Id = Guid.CreateVersion7(), Type = EventTypes.ModelUpdated, OccurredAt = Time.GetUtcNow(), Provider = "lab", ModelId = model, Data = "{}"u8.ToArray() })],
            Cancelled);
        Get<IBell>().Ring(last);
    }

    /// <summary>One commit: an event for each model, which changes one field.</summary>
    public async Task ChangeAsync(string field, int old, int now, params string[] models)
    {
        var last = await Get<IEventLog>().AppendAsync(
            [.. models.Select(model => new EventDraft
            {
                Id = Guid.CreateVersion7(), Type = EventTypes.ModelUpdated, OccurredAt = Time.GetUtcNow(), Provider = "lab", ModelId = model,
                Data = Encoding.UTF8.GetBytes($$"""{"changes":[{"field":"{{field}}","old":{{old}},"new":{{now}}}]}"""),
            })],
            Cancelled);
        Get<IBell>().Ring(last);
    }

    public async Task<Subscription> FindAsync(Guid id) => (await Subscriptions.GetAsync(id, Cancelled))!;

    /// <summary>Waits until it holds, and moves the clock meanwhile.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? step = null)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 2_000, "It never came to hold.");
            Time.Advance(step ?? TimeSpan.Zero);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
        }
    }

    public Task UntilAsync(Func<bool> holds, TimeSpan? step = null) => UntilAsync(() => Task.FromResult(holds()), step);

    /// <summary>Ends it and begins anew on the same record.</summary>
    public async Task<DeliveryWorld> AgainAsync()
    {
        await StopAsync();
        return await new DeliveryWorld(_ => _webhooks, _folder, Time).StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
            _folder.Refresh();
        }
    }

    /// <summary>Begins to stop; done when nothing is under way any more.</summary>
    public Task StopWorkerAsync() => Get<DeliveryWorker>().StopAsync(CancellationToken.None);

    private async Task StopAsync()
    {
        var stopped = StopWorkerAsync();
        while (await Task.WhenAny(stopped, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None)) != stopped)
        {
            // A target hangs, and is given its moment.
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        await stopped;
        await _services.DisposeAsync();
    }
}
