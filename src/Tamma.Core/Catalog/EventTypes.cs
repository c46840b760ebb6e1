namespace Tamma.Catalog;

/// <summary>The names of the events that the catalogue makes. A name is never used for another meaning.</summary>
public static class EventTypes
{
    public const string ModelAdded = "model_added";
    public const string ModelUpdated = "model_updated";
    public const string ModelMissing = "model_missing";
    public const string ModelReturned = "model_returned";
    public const string ModelRemoved = "model_removed";

    /// <summary>Only who says so changed. Kept out of default feeds.</summary>
    public const string ModelFactsChanged = "model_facts_changed";

    public const string ProviderAdded = "provider_added";
    public const string ProviderChanged = "provider_changed";
    public const string ProviderMissing = "provider_missing";
    public const string ProviderReturned = "provider_returned";
    public const string ProviderRemoved = "provider_removed";
    public const string ProviderFactsChanged = "provider_facts_changed";

    /// <summary>A connection fares otherwise now: it fails, refuses, is slow, or is well again.</summary>
    public const string ProviderStatusChanged = "provider_status_changed";

    public const string ReviewOpened = "review_opened";
    public const string ReviewClosed = "review_closed";

    public const string ConnectionAdded = "connection_added";

    /// <summary>It is read in another way now, or was switched on or off.</summary>
    public const string ConnectionChanged = "connection_changed";
    public const string ConnectionRemoved = "connection_removed";

    /// <summary>One commit changed so many rows for a reason that is ours (a source, a policy, an upgrade) that it is told once; its parts are beside it.</summary>
    public const string CatalogSummary = "catalog_summary";

    /// <summary>A model's announced end is 90, 60, 30 or 7 days away, or has come.</summary>
    public const string RetirementNear = "retirement_near";

    /// <summary>What the others say of a value that the operator overrides has changed.</summary>
    public const string OverrideDrifted = "override_drifted";

    public const string SubscriptionAdded = "subscription_added";

    /// <summary>It is told of something else, elsewhere or otherwise now, or was paused or resumed.</summary>
    public const string SubscriptionChanged = "subscription_changed";
    public const string SubscriptionRemoved = "subscription_removed";

    /// <summary>We stopped telling it, for the reason that stands there.</summary>
    public const string SubscriptionDisabled = "subscription_disabled";

    /// <summary>A benchmark has ended, well or not. It changes no model.</summary>
    public const string BenchmarkCompleted = "benchmark_completed";

    /// <summary>What a reader gets who names no types.</summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        ModelAdded, ModelUpdated, ModelMissing, ModelReturned, ModelRemoved,
        ProviderAdded, ProviderChanged, ProviderMissing, ProviderReturned, ProviderRemoved,
        ReviewOpened, ReviewClosed,
        ProviderStatusChanged,
        ConnectionAdded, ConnectionChanged, ConnectionRemoved,
        CatalogSummary, RetirementNear, OverrideDrifted,
        SubscriptionAdded, SubscriptionChanged, SubscriptionRemoved, SubscriptionDisabled,
        BenchmarkCompleted,
    ];

    public static IReadOnlyList<string> All { get; } = [.. Default, ModelFactsChanged, ProviderFactsChanged];
}
