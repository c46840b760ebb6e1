using System.Globalization;
using System.Text.Json;

namespace Tamma.Providers.Http;

/// <summary>What stands deeper in an error, as it was sent: foreign words, to be cleaned before they are kept.</summary>
/// <param name="Word">Anthropic's <c>details.error_code</c>, or <c>reason</c> of Google's <c>ErrorInfo</c>.</param>
/// <param name="ErrorType">OpenRouter's <c>metadata.error_type</c>.</param>
internal readonly record struct ErrorDetails(string? Word, string? ErrorType, string? Message, TimeSpan? RetryAfter, bool HasNoQuotaAtAll)
{
    private const string NoQuota = "limit: 0";

    public static ErrorDetails Of(JsonElement error)
    {
        var message = Text(error, "message"u8) ?? Text(error, "msg"u8);
        var (word, wait) = error.TryGetProperty("details"u8, out var details) ? Read(details) : default;
        return new(
            word,
            error.TryGetProperty("metadata"u8, out var metadata) ? Text(metadata, "error_type"u8) : null,
            message,
            wait,
            Text(error, "status"u8) is "RESOURCE_EXHAUSTED" && message is not null && SaysNone(message));
    }

    private static (string? Word, TimeSpan? Wait) Read(JsonElement details)
    {
        if (details.ValueKind is not JsonValueKind.Array)
        {
            return (Text(details, "error_code"u8), null);
        }

        string? word = null;
        TimeSpan? wait = null;
        foreach (var detail in details.EnumerateArray())
        {
            var type = Text(detail, "@type"u8) ?? "";
            word ??= type.EndsWith("ErrorInfo", StringComparison.Ordinal) ? Text(detail, "reason"u8) : null;
            wait ??= type.EndsWith("RetryInfo", StringComparison.Ordinal) ? Seconds(Text(detail, "retryDelay"u8)) : null;
        }

        return (word, wait);
    }

    /// <summary>Protobuf's form of a duration: <c>46.5s</c>.</summary>
    private static TimeSpan? Seconds(string? text) =>
        text is [.. var number, 's']
        && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static bool SaysNone(string message)
    {
        for (var at = message.IndexOf(NoQuota, StringComparison.Ordinal); at >= 0; at = message.IndexOf(NoQuota, at + 1, StringComparison.Ordinal))
        {
            if (message.AsSpan(at + NoQuota.Length) is not ([>= '0' and <= '9', ..] or ['.', >= '0' and <= '9', ..]))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
