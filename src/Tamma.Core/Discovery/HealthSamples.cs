using Tamma.Providers;
using Tamma.Providers.Health;
using Tamma.Providers.Http;

namespace Tamma.Discovery;

/// <summary>What a run or a check says of its connection's health; pure. Null where it says nothing.</summary>
internal static class HealthSamples
{
    public static HealthSample? Of(Run run, bool optional, bool answeredBefore, TryCount tries, HealthRule rule)
    {
        if (run.Source.ConnectionId is not { } connection)
        {
            return null;
        }

        var at = run.FinishedAt ?? run.QueuedAt;
        return run.State switch
        {
            RunState.Succeeded or RunState.Unchanged or RunState.Held => Answer(connection, at, tries, HealthSource.Run, rule),
            RunState.Failed when HealthWords.Fault(run.Fault) is { } fault => Failure(connection, at, fault, Reason(run, connection), optional, answeredBefore, HealthSource.Run),
            _ => null,
        };
    }

    private static string? Reason(Run run, string connection) =>
        run.Sentence is { } sentence && sentence.StartsWith($"{connection}: ", StringComparison.Ordinal) ? sentence[(connection.Length + 2)..] : run.Sentence;

    public static HealthSample Answer(string connection, DateTimeOffset at, TryCount tries, HealthSource source, HealthRule rule) => new(
        connection,
        at,
        tries.Mean > rule.SlowAfter ? HealthOutcome.Slow : tries.Failed > 0 ? HealthOutcome.Partial : HealthOutcome.Good,
        null,
        tries.Mean,
        source);

    /// <param name="reason">What was wrong; holds no secret.</param>
    /// <param name="optional">Looked for and not asked for: nothing there is no failure.</param>
    /// <param name="answeredBefore">It was there once.</param>
    public static HealthSample? Failure(string connection, DateTimeOffset at, ProviderFault fault, string? reason, bool optional, bool answeredBefore, HealthSource source) =>
        HealthEngine.SaysNothing(fault) ? null
        : optional && fault is ProviderFault.Unreachable ? answeredBefore ? new(connection, at, HealthOutcome.Absent, fault, null, source) : null
        : new(connection, at, HealthOutcome.Failed, fault, null, source) { Reason = reason };
}
