using System.Collections.Immutable;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Reports;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Running;

/// <summary>Measures in a process of its own, so that nothing this one does stands in a stamp.</summary>
public interface ILoadWorker
{
    /// <summary>Runs one order to its end. When it is cancelled what was measured so far is still given, where there is any.</summary>
    /// <param name="order">What and where.</param>
    /// <param name="onProgress">Called some times a second, never two at a time.</param>
    /// <param name="onSamples">Takes the samples, batch after batch, when all is measured.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="BenchmarkRefusedException">Nothing was measured; the message says why and what to do.</exception>
    Task<LoadOutcome> RunAsync(LoadOrder order, Action<LoadMoment> onProgress, Func<SampleBatch, Task> onSamples, CancellationToken cancellationToken);
}

/// <summary>A plan and where its requests go.</summary>
/// <param name="MostRequests">No more are sent than these, warm-up included; null for no bound but the plan's.</param>
public sealed record LoadOrder(BenchmarkPlan Plan, LoadTarget Target, int? MostRequests);

/// <summary>Where requests go, and what goes with each. It holds a key: it is never written, logged or told.</summary>
public sealed record LoadTarget(ChatProtocol Protocol, Uri Base, Uri Endpoint, string Model, ImmutableDictionary<string, string> Headers, ChatDialect Dialect)
{
    public override string ToString() => $"{Model} at {Endpoint.GetLeftPart(UriPartial.Path)}";
}

/// <summary>How far a run is.</summary>
/// <param name="Phase"><c>connecting</c>, <c>warming</c>, <c>measuring</c> or <c>reading</c>.</param>
/// <param name="Done">From 0 to 1.</param>
public sealed record LoadMoment(string Phase, double Done, double ElapsedSeconds, int Started, int Ok, int Failed, int InFlight, double? TtfbP50, double? E2eP50);

/// <summary>What came of an order.</summary>
/// <param name="Report">A JSON object, UTF-8, as docs/benchmarks.md describes it.</param>
/// <param name="Summary">One sentence for people.</param>
public sealed record LoadOutcome(LoadVerdict Verdict, ReadOnlyMemory<byte> Report, string Summary);

/// <summary>A plan that cannot be run, or that nobody consented to pay. The message says what to do and holds no key.</summary>
/// <param name="code">Snake_case, stable: <c>model_not_found</c>, <c>not_offered</c>, <c>not_talkative</c>, <c>no_credential</c>, <c>not_reachable</c>, <c>needs_budget</c>, <c>over_budget</c>, <c>needs_quota</c>, <c>price_unknown</c>, <c>too_many</c>, <c>worker</c>.</param>
public sealed class BenchmarkRefusedException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}
