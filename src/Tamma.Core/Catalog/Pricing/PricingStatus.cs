namespace Tamma.Catalog.Pricing;

/// <summary>What is known of what a model costs. Unknown is never zero.</summary>
public enum PricingStatus
{
    /// <summary>Somebody states a price above zero.</summary>
    Known,

    /// <summary>It is known to cost nothing for each token.</summary>
    Free,

    /// <summary>It is paid by a plan or in its credits, and not by the token; using it is not free.</summary>
    Subscription,

    Unknown,
}
