using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Tamma.Providers.Http;

/// <summary>
/// Leaves a server alone that fails again and again: after six tries in five minutes of which half failed, for 30 s at first and up
/// to 5 min; then one request is let through and decides. A refusal, a wrong key or too many requests say nothing against it.
/// </summary>
internal static class Breaking
{
    private const int LongestDoubling = 4;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    public static CircuitBreakerStrategyOptions<HttpResponseMessage> Strategy(ConnectionLines lines, TimeProvider time) => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 6,
        SamplingDuration = TimeSpan.FromMinutes(5),
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception switch
        {
            TimeoutRejectedException => true,
            ProviderException fault => AnswerFaults.IsFailure(fault),
            _ => false,
        }),
        BreakDurationGenerator = state => ValueTask.FromResult(Pause(state.HalfOpenAttempts)),
        OnOpened = change =>
        {
            lines.Opened(change.Context.GetRequestMessage(), time.GetUtcNow(), change.BreakDuration, (change.Outcome.Exception as ProviderException)?.Message);
            return default;
        },
        OnHalfOpened = change =>
        {
            lines.HalfOpened(change.Context.GetRequestMessage(), time.GetUtcNow());
            return default;
        },
        OnClosed = change =>
        {
            lines.Closed(change.Context.GetRequestMessage());
            return default;
        },
    };

    /// <param name="probes">Requests that were let through since it was closed, and failed.</param>
    public static TimeSpan Pause(int probes) =>
        s_first * (1 << Math.Min(probes, LongestDoubling)) is var pause && pause < s_longest ? pause : s_longest;
}
