using Tamma.Benchmarks.Running;
using Tamma.Catalog;
using Tamma.Catalog.Overriding;
using Tamma.Catalog.Retention;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Tamma.Providers;
using Tamma.Providers.Health;
using Tamma.Search.Analytics;
using Tamma.Search.Embedding;
using Tamma.Security;

namespace Tamma.Storage.Tests;

/// <summary>One composition's stores over one empty record. Closing it cleans up.</summary>
public sealed record Stores(
    ICatalogStore Catalog,
    IEventLog Log,
    ICursorStore Cursors,
    IRunStore Runs,
    IReviewStore Reviews,
    IHealthStore Health,
    IKeyStore Keys,
    IConnectionStore Connections,
    IOverrideStore Overrides,
    IRetentionStore Retention,
    Action Close)
{
    public required IRetirementStore Retirements { get; init; }

    public required IEmbeddingStore Embeddings { get; init; }

    public required IAskedStore Asked { get; init; }

    public required ISubscriptionStore Subscriptions { get; init; }

    public required IDeliveryStore Deliveries { get; init; }

    public required IBenchmarkStore Benchmarks { get; init; }
}
