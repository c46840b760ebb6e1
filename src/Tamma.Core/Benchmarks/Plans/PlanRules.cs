using Tamma.Benchmarks.Shapes;

namespace Tamma.Benchmarks.Plans;

/// <summary>What a plan may say. Pure.</summary>
public static class PlanRules
{
    public const int MostConcurrency = 10_000;
    public const double MostRate = 20_000;
    public const int MostTokens = 2_000_000;
    public const int MostRequests = 10_000_000;

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <returns>What is wrong and what to do, one sentence each; none for a plan that can be run.</returns>
    public static IEnumerable<string> Mistakes(BenchmarkPlan plan)
    {
        var workload = plan.Workload;
        (bool IsWrong, string Sentence)[] rules =
        [
            (plan.Load is LoadShape.Closed { Concurrency: < 1 or > MostConcurrency }, $"Concurrency is between 1 and {MostConcurrency}."),
            (Rate(plan.Load) is <= 0 or > MostRate or double.NaN, $"The rate is above 0 and at most {MostRate} a second."),
            (plan is { Length: null, Requests: null }, "Say when it ends: after seconds, or after so many requests."),
            (plan.Length is { } length && (length <= TimeSpan.Zero || length > TimeSpan.FromDays(1)), "The window is longer than nothing and at most a day."),
            (plan.Requests is < 1 or > MostRequests, $"The number of requests is between 1 and {MostRequests}."),
            (plan.Warmup < TimeSpan.Zero || plan.Warmup > s_hour, "The warm-up is at most an hour."),
            (plan.Ramp < TimeSpan.Zero || plan.Ramp > s_hour, "The ramp is at most an hour."),
            (plan.Timeout <= TimeSpan.Zero || plan.Timeout > s_hour, "The timeout is above nothing and at most an hour."),
            (workload.SharedPrefixTokens is < 0 or > MostTokens || workload.Prompts.Any(prompt => prompt.MaxTokens is < 1 or > MostTokens), $"Lengths are between 1 and {MostTokens} tokens."),
            (workload.Tokenizer is not (null or "o200k" or "cl100k" or "estimate"), "The tokenizer is o200k, cl100k or estimate, or not given."),
            (plan.Objectives is { Ttft: <= 0 } or { Tpot: <= 0 } or { E2e: <= 0 }, "Objectives are above 0 milliseconds."),
            (plan.Budget is < 0 or > 100_000, "The budget is between 0 and 100,000 US dollars."),
            (plan.TokenCap is < 1, "The cap is at least one token."),
        ];
        return rules.Where(rule => rule.IsWrong).Select(rule => rule.Sentence);
    }

    private static double? Rate(LoadShape load) => load switch
    {
        LoadShape.Constant constant => constant.PerSecond,
        LoadShape.Poisson poisson => poisson.PerSecond,
        _ => null,
    };
}
