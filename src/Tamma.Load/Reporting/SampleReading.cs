using Tamma.Benchmarks.Samples;
using Tamma.Load.Sending;
using Tamma.Providers;
using Tamma.Providers.Chat;

namespace Tamma.Load.Reporting;

/// <summary>Reads what came, when nothing is measured any more. Only now is known whether an answer was one.</summary>
internal static class SampleReading
{
    public static Sample Of(Exchange exchange, ChatProtocol protocol, bool isStream)
    {
        var isAnswer = exchange.Status is >= 200 and < 300;
        var events = isAnswer ? ChatStream.Read(protocol, exchange.Body.Span) : [];
        var (outcome, error) = exchange.Outcome is RequestOutcome.Ok ? Judge(events) : (exchange.Outcome, exchange.Error);
        return new Sample
        {
            Index = exchange.Index,
            Scheduled = exchange.Scheduled,
            Started = exchange.Started,
            Sent = exchange.Sent,
            Headers = exchange.Headers,
            Done = exchange.Done,
            Outcome = outcome,
            Error = error,
            Status = exchange.Status,
            RetryAfter = exchange.RetryAfter,
            IsStream = isStream,
        }.With([.. exchange.Stamps()], events);
    }

    private static (RequestOutcome Outcome, RequestError? Error) Judge(IReadOnlyList<ChatEvent> events)
    {
        if (events.OfType<ChatEvent.Failed>().FirstOrDefault() is { } failed)
        {
            return failed.Fault switch
            {
                ProviderFault.CutOff => (RequestOutcome.Error, RequestError.StreamBroken),
                ProviderFault.Malformed or ProviderFault.TooLarge => (RequestOutcome.Error, RequestError.Malformed),
                ProviderFault.RateLimited => (RequestOutcome.Throttled, null),
                _ => (RequestOutcome.Error, RequestError.InStream),
            };
        }

        return events.Any(said => said is ChatEvent.Text or ChatEvent.ToolCall) ? (RequestOutcome.Ok, null) : (RequestOutcome.Error, RequestError.Empty);
    }
}
