using Tamma.Catalog;

namespace Tamma.Discovery.Verification;

/// <summary>One offer that may be called, and what that can cost.</summary>
/// <param name="WorstCost">US dollars if it takes all that it may; null when no price is known.</param>
/// <param name="Skipped">Why it is not called; null when it is.</param>
public sealed record VerificationTarget(ModelKey Key, string Connection, decimal? WorstCost, string? Skipped);

/// <summary>What came of one offer.</summary>
/// <param name="Outcome"><c>callable</c>, <c>refused</c>, <c>unauthorised</c>, <c>no_credential</c>, <c>inconclusive</c> or <c>skipped</c>.</param>
/// <param name="Reason">Why, in the provider's words or ours.</param>
/// <param name="ServedModel">The model that answered, when it is not the one that was asked for.</param>
/// <param name="Shown">Whether the answer showed the capability that was checked; null when it cannot tell.</param>
/// <param name="Cost">US dollars by the tokens that the provider counted; null when unknown.</param>
public sealed record VerificationResult(ModelKey Key, string Connection, string Outcome, string? Reason, string? ServedModel, bool? Shown, decimal? Cost);
