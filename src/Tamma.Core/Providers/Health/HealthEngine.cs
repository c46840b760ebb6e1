using System.Globalization;

namespace Tamma.Providers.Health;

/// <summary>
/// State and sample → next state; pure. One failure changes nothing, three in a row do; an answer after them makes a connection
/// degraded and the second one healthy. A refusal for the key or for too many requests counts at once, and is over with the first answer.
/// </summary>
public static class HealthEngine
{
    public static HealthState Next(HealthState before, HealthSample sample, HealthRule rule)
    {
        var counted = before with
        {
            Fault = sample.Fault,
            Failures = sample.Outcome is HealthOutcome.Failed ? before.Failures + 1 : 0,
            Successes = sample.IsAnswer ? before.Successes + 1 : 0,
            Imperfect = sample.Outcome is HealthOutcome.Slow or HealthOutcome.Partial ? before.Imperfect + 1 : 0,
            AnsweredAt = sample.IsAnswer ? sample.At : before.AnsweredAt,
        };
        var status = sample.IsAnswer ? Answered(counted, rule)
            : sample.Outcome is HealthOutcome.Absent ? HealthStatus.Unknown
            : Failed(counted, sample.Fault, rule);
        return counted with
        {
            Status = status,
            Since = status == before.Status ? before.Since : sample.At,
            Sentence = Sentence(counted with { Status = status }, sample, rule),
        };
    }

    /// <summary>What a fault says at once; null when it only counts.</summary>
    public static HealthStatus? AtOnce(ProviderFault? fault) => fault switch
    {
        ProviderFault.RateLimited or ProviderFault.QuotaExhausted => HealthStatus.RateLimited,
        ProviderFault.Unauthorised or ProviderFault.Forbidden or ProviderFault.NoCredential => HealthStatus.Unauthorised,
        _ => null,
    };

    /// <summary>A fault that speaks of ourselves: it was not asked at all.</summary>
    public static bool SaysNothing(ProviderFault fault) => fault is ProviderFault.CircuitOpen or ProviderFault.Busy or ProviderFault.ForbiddenAddress;

    private static HealthStatus Answered(HealthState now, HealthRule rule) => now.Status switch
    {
        _ when now.Imperfect >= rule.FailureThreshold => HealthStatus.Degraded,
        HealthStatus.Unknown or HealthStatus.Healthy or HealthStatus.RateLimited or HealthStatus.Unauthorised => HealthStatus.Healthy,
        _ => now.Successes >= rule.RecoveryThreshold && now.Imperfect == 0 ? HealthStatus.Healthy : HealthStatus.Degraded,
    };

    private static HealthStatus Failed(HealthState now, ProviderFault? fault, HealthRule rule) =>
        AtOnce(fault) ?? (now.Failures >= rule.FailureThreshold ? HealthStatus.Unhealthy : now.Status);

    private static string Sentence(HealthState now, HealthSample sample, HealthRule rule)
    {
        var fault = sample.Fault is { } known ? HealthWords.Of(known) : "no answer";
        return $"{now.Connection}: " + now.Status switch
        {
            HealthStatus.Healthy when now.Failures > 0 => string.Create(CultureInfo.InvariantCulture, $"answers as a rule; the last {Times(now.Failures)} it failed ({fault})."),
            HealthStatus.Healthy => "answers as it should.",
            HealthStatus.Degraded when now.Failures > 0 => string.Create(CultureInfo.InvariantCulture, $"not well, and the last {Times(now.Failures)} it failed ({fault})."),
            HealthStatus.Degraded when sample.Outcome is HealthOutcome.Slow => string.Create(CultureInfo.InvariantCulture, $"answers slowly, in more than {rule.SlowAfter.TotalSeconds:0.#} s."),
            HealthStatus.Degraded when sample.Outcome is HealthOutcome.Partial => "answers only after several tries.",
            HealthStatus.Degraded => "answers again; healthy after one more answer.",
            HealthStatus.Unhealthy when sample.Reason is { } reason => string.Create(CultureInfo.InvariantCulture, $"failed {Times(now.Failures)} in a row; {reason}"),
            HealthStatus.Unhealthy => string.Create(CultureInfo.InvariantCulture, $"failed {Times(now.Failures)} in a row ({fault}); what it listed is kept."),
            HealthStatus.RateLimited when sample.Fault is ProviderFault.QuotaExhausted => "no quota left; what it listed is kept.",
            HealthStatus.RateLimited => "too many requests; it is asked again later.",
            HealthStatus.Unauthorised when sample.Fault is ProviderFault.NoCredential => "its key is not there; set it.",
            HealthStatus.Unauthorised => "it refuses the key; set a valid one.",
            _ when sample.Outcome is HealthOutcome.Absent => "does not run now; what it listed is kept.",
            _ => string.Create(CultureInfo.InvariantCulture, $"not known yet; the last {Times(now.Failures)} it failed ({fault})."),
        };
    }

    private static string Times(int count) => count == 1 ? "time" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
