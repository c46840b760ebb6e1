using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Tamma.Providers.Http;

/// <summary>
/// The way of a request: tries, each of them past the circuit breaker, then its turn (rate, then place), then its time limit. A
/// try that waits for its turn uses none of its time.
/// </summary>
internal static class Pipelines
{
    /// <summary>Tokens come in such steps, so that a high rate needs no fast timer.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);

    public static IHttpClientBuilder AddPipelines(this IHttpClientBuilder builder)
    {
        builder.AddResilienceHandler("connections", (pipeline, context) =>
        {
            var lines = context.ServiceProvider.GetRequiredService<ConnectionLines>();
            Build(pipeline, lines.Of(context.InstanceName), lines, context.ServiceProvider.GetRequiredService<TimeProvider>(), context.OnPipelineDisposed);
        }).SelectPipelineBy(static services => services.GetRequiredService<ConnectionLines>().KeyOf);
        return builder;
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, LineLimits line, ConnectionLines lines, TimeProvider time, Action<Action> atEnd)
    {
        pipeline.TimeProvider = time;
        if (line.Attempts > 1)
        {
#pragma warning disable CA5394 // spreads tries, and guards nothing
            pipeline.AddRetry(Retries.Strategy(line, Random.Shared.NextDouble));
#pragma warning restore CA5394
        }

        pipeline.AddCircuitBreaker(Breaking.Strategy(lines, time));
        if (line.RequestsPerSecond is { } rate)
        {
#pragma warning disable CA2000 // ended with its pipeline
            var bucket = Bucket(rate, line);
#pragma warning restore CA2000
            pipeline.AddRateLimiter(bucket);
            atEnd(bucket.Dispose);
        }

        if (line.Concurrency is { } most)
        {
            pipeline.AddConcurrencyLimiter(most, line.Waiting);
        }

        pipeline.AddTimeout(line.RequestTimeout);
    }

    /// <summary>Keeps the machine's own time: the base library's bucket takes no other clock.</summary>
    private static TokenBucketRateLimiter Bucket(double rate, LineLimits line)
    {
        var tokens = Math.Max(1, (int)Math.Round(rate * s_step.TotalSeconds));
        return new(new()
        {
            TokenLimit = line.Burst,
            TokensPerPeriod = Math.Min(tokens, line.Burst),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Min(tokens, line.Burst) / rate),
            QueueLimit = line.Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }
}
