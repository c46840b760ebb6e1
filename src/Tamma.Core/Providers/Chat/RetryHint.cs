using System.Globalization;
using System.Net.Http.Headers;

namespace Tamma.Providers.Chat;

/// <summary>When headers say that it may be asked again.</summary>
internal static class RetryHint
{
    /// <summary>An epoch above this is in milliseconds: as seconds it would lie beyond the year 5000.</summary>
    private const long MostSeconds = 100_000_000_000;

    public static TimeSpan? Of(ChatReply reply)
    {
        var wait = Number(reply, "retry-after-ms") is { } milliseconds ? Span(milliseconds / 1_000)
            : RetryConditionHeaderValue.TryParse(Value(reply, "retry-after"), out var after) ? after.Delta ?? (after.Date - reply.ReceivedAt)
            : Number(reply, "retry-after") is { } seconds ? Span(seconds)
            : reply.Status is 429 && Number(reply, "x-ratelimit-reset") is { } reset ? Epoch(reset) - reply.ReceivedAt // OpenRouter's
            : null;
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string? Value(ChatReply reply, string name) =>
        reply.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static double? Number(ChatReply reply, string name) =>
        double.TryParse(Value(reply, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Span(double seconds) => seconds < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    private static DateTimeOffset? Epoch(double reset)
    {
        var milliseconds = reset > MostSeconds ? reset : reset * 1_000;
        return milliseconds < 1e14 ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds) : null;
    }
}
