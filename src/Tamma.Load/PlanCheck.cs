using Tamma.Client.Benchmarks;

namespace Tamma.Load;

/// <summary>Whether a plan can be run at all.</summary>
internal static class PlanCheck
{
    private const int MostConcurrency = 10_000;
    private const double MostRate = 20_000;

    /// <returns>What is wrong and what to do; null for a plan that can be run.</returns>
    public static string? Mistake(LoadPlan plan) => plan switch
    {
        { Protocol: not ("openai" or "responses" or "anthropic" or "gemini" or "ollama") } => $"'{plan.Protocol}' is no protocol; take openai, responses, anthropic, gemini or ollama.",
        { Url: { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } } => $"'{plan.Url}' is no address over http or https.",
        { Url.UserInfo.Length: > 0 } => "The address holds a name or a password; give the key as key.",
        { Model: "" } => "No model is named.",
        { Load: { Concurrency: null, Rate: null } } or { Load: { Concurrency: not null, Rate: not null } } => "Give either concurrency (closed loop) or rate (open loop).",
        { Load.Concurrency: < 1 or > MostConcurrency } => $"Concurrency is between 1 and {MostConcurrency}.",
        { Load.Rate: <= 0 or > MostRate or double.NaN } => $"The rate is above 0 and at most {MostRate} a second.",
        { Load.Arrival: not ("poisson" or "constant") } => $"'{plan.Load.Arrival}' is no arrival; take poisson or constant.",
        { Seconds: null, Requests: null } => "Say when it ends: after seconds, or after so many requests.",
        { Seconds: <= 0 or > 86_400 or double.NaN } => "The window is longer than nothing and at most a day.",
        { MostRequests: < 1 } => "The bound on requests is at least 1.",
        { Requests: < 1 or > 10_000_000 } => "The number of requests is between 1 and 10,000,000.",
        { WarmupSeconds: < 0 or > 3_600 or double.NaN } => "The warm-up is at most an hour.",
        { Load.RampSeconds: < 0 or > 3_600 or double.NaN } => "The ramp is at most an hour.",
        { TimeoutSeconds: <= 0 or > 3_600 or double.NaN } => "The timeout is above nothing and at most an hour.",
        _ => WorkloadCheck.Mistake(plan.Workload),
    };
}
