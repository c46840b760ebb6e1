using System.Security.Cryptography;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Shapes;
using Tamma.Catalog;
using Tamma.Client.Benchmarks;
using Tamma.Server.Benching;

namespace Tamma.Server.Rest;

/// <summary>A request's body → a plan.</summary>
internal static class BenchmarkBody
{
    private const int FewRequests = 30;

    public static (BenchmarkPlan? Plan, Problem? Problem) Read(BenchmarkRequest? body, string? actor)
    {
        if (body is null)
        {
            return (null, ProblemKind.InvalidBody.Because("Name the model that is to be measured: {\"model\": \"provider/id\"}."));
        }

        if (!ModelKey.TryParse(body.Model, out var key) || key.IsProvider)
        {
            return (null, KeyPath.Invalid);
        }

        if (Load(body.Load ?? new()) is not { } load)
        {
            return (null, ProblemKind.InvalidBenchmark.Because("Give either concurrency (closed loop) or rate (open loop), and arrival as poisson or constant.").With("mistakes", "load"));
        }

        var (workload, mistake) = Workloads.Read(body.Workload ?? new());
        if (mistake is not null)
        {
            return (null, ProblemKind.InvalidBenchmark.Because(mistake).With("mistakes", mistake));
        }

        var plan = Plan(body, key, load, workload!, actor);
        return PlanRules.Mistakes(plan).ToList() is [_, ..] mistakes
            ? (null, ProblemKind.InvalidBenchmark.Because(string.Join(' ', mistakes)).With("mistakes", [.. mistakes]))
            : (plan, null);
    }

    private static BenchmarkPlan Plan(BenchmarkRequest body, ModelKey key, LoadShape load, Workload workload, string? actor) => new()
    {
        Model = key,
        Connection = body.Connection,
        Load = load,
        Ramp = Seconds(body.Load?.RampSeconds) ?? TimeSpan.Zero,
        Workload = workload,
        Length = Seconds(body.Seconds),
        Requests = body.Requests ?? (body.Seconds is null ? FewRequests : null),
        Warmup = Seconds(body.WarmupSeconds) ?? TimeSpan.Zero,
        Timeout = Seconds(body.TimeoutSeconds) ?? TimeSpan.FromMinutes(5),
        Objectives = new(body.Objectives?.Ttft, body.Objectives?.Tpot, body.Objectives?.E2e),
        Seed = body.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        IsStream = body.Stream ?? true,
        Budget = body.Budget,
        TokenCap = body.TokenCap,
        UsesQuota = body.UseQuota ?? false,
        Actor = actor,
    };

    private static LoadShape? Load(LoadArrivals load) => load switch
    {
        { Concurrency: not null, Rate: not null } => null,
        { Rate: { } rate, Arrival: "poisson" } => new LoadShape.Poisson(rate),
        { Rate: { } rate, Arrival: "constant" } => new LoadShape.Constant(rate),
        { Rate: not null } => null,
        _ => new LoadShape.Closed(load.Concurrency ?? 1),
    };

    /// <summary>What no time span can hold is longer than what is allowed anyway.</summary>
    private static TimeSpan? Seconds(double? seconds) => seconds switch
    {
        null => null,
        double.NaN => TimeSpan.MinValue,
        > 1e9 => TimeSpan.MaxValue,
        < -1e9 => TimeSpan.MinValue,
        { } value => TimeSpan.FromSeconds(value),
    };
}
