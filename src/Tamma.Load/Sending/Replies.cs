using System.Net.Http.Headers;
using Tamma.Benchmarks.Samples;

namespace Tamma.Load.Sending;

/// <summary>What an answer is by its head; whether its body is one is told when it is read.</summary>
internal static class Replies
{
    public static void Judge(Exchange exchange, HttpResponseMessage response)
    {
        exchange.RetryAfter = Wait(response.Headers);
        (exchange.Outcome, exchange.Error, exchange.Note) = exchange.Status switch
        {
            >= 200 and < 300 when Packing(response) is { } packing => (RequestOutcome.Error, RequestError.Malformed, $"The answer was packed ({packing}) although it was asked not to be: its blocks would be taken for the model's rhythm."),
            >= 200 and < 300 when !exchange.HasRoom => (RequestOutcome.Error, RequestError.Malformed, $"The answer did not end: more than {exchange.Length >> 20} MiB."),
            >= 200 and < 300 => (RequestOutcome.Ok, (RequestError?)null, (string?)null),
            429 or 503 or 529 => (RequestOutcome.Throttled, null, null),
            >= 300 and < 400 when response.Headers.Location is { } elsewhere => (RequestOutcome.Error, RequestError.HttpStatus, $"HTTP {exchange.Status} to {Where(elsewhere)}: redirects are not followed, give that address."),
            _ => (RequestOutcome.Error, RequestError.HttpStatus, null),
        };
    }

    /// <summary>Without what stands behind a question mark: there may be keys in it.</summary>
    private static string Where(Uri location) => location.IsAbsoluteUri ? location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : location.OriginalString.Split('?', '#')[0];

    private static string? Packing(HttpResponseMessage response) => response.Content.Headers.ContentEncoding.FirstOrDefault(name => !name.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>In seconds. A time of day is taken from the server's own, or else from ours.</summary>
    private static double? Wait(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta.TotalSeconds,
        { Date: { } date } => Math.Max(0, (date - (headers.Date ?? TimeProvider.System.GetUtcNow())).TotalSeconds),
        _ => null,
    };
}
