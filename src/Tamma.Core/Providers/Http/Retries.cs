using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Tamma.Providers.Http;

/// <summary>Tries again what may pass, and nothing else. Waits as long as it is told to, up to a bound.</summary>
internal static class Retries
{
    public static IHttpClientBuilder AddRetries(this IHttpClientBuilder builder, HttpLimits limits)
    {
        builder.AddResilienceHandler("retries", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            if (limits.Attempts > 1)
            {
                pipeline.AddRetry(Strategy(limits));
            }

            pipeline.AddTimeout(limits.RequestTimeout);
        });
        return builder;
    }

    private static RetryStrategyOptions<HttpResponseMessage> Strategy(HttpLimits limits) => new()
    {
        MaxRetryAttempts = limits.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = limits.BaseDelay,
        MaxDelay = limits.MaxDelay,
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception switch
        {
            TimeoutRejectedException => true,
            ProviderException fault => MayPass(fault, attempt.Context.GetRequestMessage()?.RequestUri, limits),
            _ => false,
        }),
        DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as ProviderException)?.RetryAfter),
    };

    private static bool MayPass(ProviderException fault, Uri? url, HttpLimits limits) =>
        AnswerFaults.IsPassing(fault)
        && !(fault.RetryAfter > limits.MaxDelay)
        && !(url is { IsLoopback: true } && AnswerFaults.IsRefused(fault)); // what does not run on this machine now will not in four seconds
}
