using System.Globalization;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.Client.Benchmarks;
using Tamma.Load.Sending;
using Tamma.Providers.Chat;

namespace Tamma.Load.Reporting;

/// <summary>What the exchanges say beyond their samples: how they failed in words, how connections fared, and how long less was asked than was wished.</summary>
internal static class Observed
{
    private const int MostKinds = 10;

    /// <summary>Shorter ones are words, and versions.</summary>
    private const int ShortestSecret = 6;

    /// <param name="exchanges">Of the samples, in the same order.</param>
    public static LoadReportResponse With(LoadReportResponse report, LoadPlan plan, ChatProtocol protocol, Window window, IReadOnlyList<Exchange> exchanges, IReadOnlyList<Sample> samples, Connections connections, long? idleFrom)
    {
        var failures = Failures(exchanges.Zip(samples).Where(pair => window.Counts(pair.Second)), plan, protocol);
        return report with
        {
            Reasons = report.Verdict is "invalid" && failures is [var first, ..]
                ? [.. report.Reasons, string.Create(CultureInfo.InvariantCulture, $"Most often ({first.Count}): {first.What}")]
                : report.Reasons,
            IdleSeconds = idleFrom is { } from ? Math.Max(0, (window.To - Math.Max(from, window.From)) / 1e9) : null,
            Requests = report.Requests with { Failures = failures },
            Client = report.Client with { Http = "1.1", ConnectionsOpened = connections.OpenedIn(window) },
        };
    }

    private static List<LoadFailureResponse> Failures(IEnumerable<(Exchange Exchange, Sample Sample)> pairs, LoadPlan plan, ChatProtocol protocol) =>
    [
        .. pairs.Where(pair => pair.Sample.Outcome is not (RequestOutcome.Ok or RequestOutcome.Cancelled))
            .GroupBy(pair => Hidden(Words(pair.Exchange, pair.Sample, plan, protocol), plan), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostKinds)
            .Select(group => new LoadFailureResponse { What = group.Key, Count = group.Count() }),
    ];

    private static string Words(Exchange exchange, Sample sample, LoadPlan plan, ChatProtocol protocol) => sample switch
    {
        _ when exchange.Note is { } note => note,
        { Outcome: RequestOutcome.Timeout } => string.Create(CultureInfo.InvariantCulture, $"No whole answer within {plan.TimeoutSeconds:0.###} s."),
        { Outcome: RequestOutcome.Throttled, Status: >= 300 } => string.Create(CultureInfo.InvariantCulture, $"HTTP {sample.Status}: asked too often."),
        { Error: RequestError.HttpStatus } => string.Create(CultureInfo.InvariantCulture, $"HTTP {sample.Status}."),
        { Error: RequestError.Empty } => "A whole answer with nothing in it.",
        { Error: RequestError.StreamBroken } => "The body ended before the answer did.",
        _ when ChatStream.Read(protocol, exchange.Body.Span).OfType<ChatEvent.Failed>().FirstOrDefault() is { } failed => $"An error within the answer: {failed.Word ?? failed.Fault.ToString()}.",
        _ => "The answer cannot be read.",
    };

    /// <summary>The key, and whatever else went with the requests: any header may be one.</summary>
    private static string Hidden(string text, LoadPlan plan) => (plan.Headers?.Values ?? [])
        .SelectMany(value => value.Split(' '))
        .Append(plan.Key ?? "")
        .Where(secret => secret.Length >= ShortestSecret)
        .Aggregate(text, (shown, secret) => shown.Replace(secret, "[…]", StringComparison.Ordinal));
}
