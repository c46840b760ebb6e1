using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Tamma.Providers.Http;

/// <summary>Tries again what may pass, and nothing else. Waits as long as it is told to, up to a bound.</summary>
internal static class Retries
{
    public static RetryStrategyOptions<HttpResponseMessage> Strategy(LineLimits line, Func<double> chance) => new()
    {
        MaxRetryAttempts = line.Attempts - 1,
        ShouldHandle = attempt => ValueTask.FromResult(!IsOnce(attempt.Context) && attempt.Outcome.Exception switch
        {
            TimeoutRejectedException => true,
            ProviderException fault => MayPass(fault, attempt.Context.GetRequestMessage()?.RequestUri, line),
            _ => false,
        }),
        DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(
            (attempt.Outcome.Exception as ProviderException)?.RetryAfter ?? line.Delay(attempt.AttemptNumber, chance())),
    };

    private static bool IsOnce(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(ConnectionLines.IsOnce, out var once) && once;

    private static bool MayPass(ProviderException fault, Uri? url, LineLimits line) =>
        AnswerFaults.IsPassing(fault)
        && !(fault.RetryAfter > line.MaxDelay)
        && !(url is { IsLoopback: true } && AnswerFaults.IsRefused(fault)); // what does not run on this machine now will not in four seconds
}
