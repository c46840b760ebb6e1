using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Running;
using Tamma.Benchmarks.Shapes;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Server.Benching;

/// <summary>An order → the plan that the worker reads.</summary>
internal static class LoadOrders
{
    public static LoadPlan Plan(LoadOrder order, string samplesFile) => new()
    {
        Protocol = Protocol(order.Target.Protocol),
        Url = order.Target.Base,
        Endpoint = order.Target.Endpoint,
        Model = order.Target.Model,
        Headers = order.Target.Headers,
        Dialect = new()
        {
            CompletionTokens = order.Target.Dialect.CompletionTokens,
            IncludeUsage = order.Target.Dialect.IncludeUsage,
            NoObfuscation = order.Target.Dialect.NoObfuscation,
            FewestTokens = order.Target.Dialect.FewestTokens,
        },
        Stream = order.Plan.IsStream,
        Load = Load(order.Plan),
        Workload = Workloads.Write(order.Plan.Workload),
        Seconds = order.Plan.Length?.TotalSeconds,
        Requests = order.Plan.Requests,
        MostRequests = order.MostRequests,
        WarmupSeconds = order.Plan.Warmup.TotalSeconds,
        TimeoutSeconds = order.Plan.Timeout.TotalSeconds,
        Objectives = new() { Ttft = order.Plan.Objectives.Ttft, Tpot = order.Plan.Objectives.Tpot, E2e = order.Plan.Objectives.E2e },
        Seed = order.Plan.Seed,
        SamplesFile = samplesFile,
    };

    private static LoadArrivals Load(BenchmarkPlan plan) => plan.Load switch
    {
        LoadShape.Closed closed => new() { Concurrency = closed.Concurrency, RampSeconds = plan.Ramp.TotalSeconds },
        LoadShape.Constant constant => new() { Rate = constant.PerSecond, Arrival = "constant" },
        LoadShape.Poisson poisson => new() { Rate = poisson.PerSecond, Arrival = "poisson" },
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Load, null),
    };

    private static string Protocol(ChatProtocol protocol) => protocol switch
    {
        ChatProtocol.Responses => "responses",
        ChatProtocol.Anthropic => "anthropic",
        ChatProtocol.Gemini => "gemini",
        ChatProtocol.Ollama => "ollama",
        _ => "openai",
    };
}
