using System.Globalization;
using System.Text.Json;
using Tamma.Providers.Http;

namespace Tamma.Providers.Chat;

/// <summary>Concludes from an answer whether a model may be called. Words of the provider go before the status, since statuses lie.</summary>
public static class ChatOutcomes
{
    /// <summary>
    /// Sentences that say what no code does. OpenAI's reasoning models need more than one token to think: they ran. Anthropic answers
    /// 400 <c>invalid_request_error</c> when the money is used up.
    /// </summary>
    private const string RanOut = "model output limit was reached";
    private const string NoMoney = "credit balance is too low";
    private const string NoModel = "is not a valid model";
    private const string NoRegion = "location is not supported";
    private const string NoPlace = "Not Found";

    /// <param name="hasCredential">Whether a key was sent.</param>
    /// <param name="secrets">What was sent and must not be repeated.</param>
    public static ChatOutcome Of(
        ChatProtocol protocol, ChatReply reply, bool hasCredential, IReadOnlyCollection<string> secrets, ChatCheck check = ChatCheck.Text)
    {
        if (reply.Status is < 200 or >= 300)
        {
            var error = ProviderError.Read(reply.Body, secrets);
            return Refusal(reply.Status, error, IsMarkup(reply.Body.Span), hasCredential, RetryHint.Of(reply) ?? error?.RetryAfter);
        }

        var answer = ChatAnswer.Read(protocol, reply.Body.Span, secrets: secrets);
        if (answer.Text.Length > 0 || answer.Reasoning.Length > 0 || answer.ToolCalls is not [] || answer.Finish is { Reason: not ChatFinish.Failed })
        {
            return new ChatOutcome.Callable(answer.Model, answer.Usage, answer.Finish, Shows(answer, check));
        }

        if (answer.Failure is not { Fault: not (ProviderFault.Malformed or ProviderFault.TooLarge or ProviderFault.CutOff) } failure)
        {
            return new ChatOutcome.Inconclusive(ChatDoubt.NotUnderstood, null, null);
        }

        var inside = ProviderError.Read(reply.Body, secrets) ?? new(failure.Word, null);
        return inside.Fault is null && !SaysSomething(inside)
            ? new ChatOutcome.Inconclusive(ChatDoubt.Overloaded, failure.Word, inside.RetryAfter)
            : Refusal(reply.Status, inside, isMarkup: false, hasCredential, inside.RetryAfter);
    }

    /// <summary>There was no answer over HTTP.</summary>
    public static ChatOutcome Of(ProviderException failure) => failure.Fault switch
    {
        ProviderFault.NoCredential => new ChatOutcome.NoCredential(),
        ProviderFault.Unauthorised => new ChatOutcome.Unauthorised(null),
        ProviderFault.TimedOut => new ChatOutcome.Inconclusive(ChatDoubt.TimedOut, null, failure.RetryAfter),
        ProviderFault.RateLimited => new ChatOutcome.Inconclusive(ChatDoubt.RateLimited, null, failure.RetryAfter),
        ProviderFault.ServerError => new ChatOutcome.Inconclusive(ChatDoubt.Overloaded, null, failure.RetryAfter),
        ProviderFault.Malformed or ProviderFault.TooLarge or ProviderFault.CutOff => new ChatOutcome.Inconclusive(ChatDoubt.NotUnderstood, null, null),
        _ => new ChatOutcome.Inconclusive(ChatDoubt.Network, null, failure.RetryAfter),
    };

    private static ChatOutcome Refusal(int status, ProviderError? error, bool isMarkup, bool hasCredential, TimeSpan? wait)
    {
        var word = error?.Telling;
        return (status, error?.Fault) switch
        {
            (408 or 504 or 524, _) => Doubt(ChatDoubt.TimedOut),
            ( >= 500, _) => Doubt(ChatDoubt.Overloaded),
            _ when isMarkup => Doubt(ChatDoubt.Network), // no API writes pages: something on the way does
            (402, _) or (_, ProviderFault.QuotaExhausted) => Refused(ProviderFault.QuotaExhausted),
            _ when error is { SaysModel: true } => Refused(ProviderFault.NotFound),
            (429 or 425, _) or (_, ProviderFault.RateLimited) => Doubt(ChatDoubt.RateLimited),
            (401, not ProviderFault.Forbidden) or (_, ProviderFault.Unauthorised) => hasCredential ? new ChatOutcome.Unauthorised(word) : new ChatOutcome.NoCredential(),
            _ when Says(error, RanOut) => new ChatOutcome.Callable(null, null, null, null),
            _ when Says(error, NoMoney) => Refused(ProviderFault.QuotaExhausted),
            _ when Says(error, NoModel) => Refused(ProviderFault.NotFound),
            _ when Says(error, NoRegion) => Refused(ProviderFault.Forbidden),
            (403, _) when !hasCredential && word is not ("RegionError" or "unsupported_country_region_territory") => new ChatOutcome.NoCredential(),
            (403 or 451, _) or (_, ProviderFault.Forbidden) => Refused(ProviderFault.Forbidden),
            (410, _) => Refused(ProviderFault.NotFound),

            // A 404 without words, or of a web framework, is about the path and not about the model.
            (404, _) when error is null || string.Equals(error.Reason, NoPlace, StringComparison.OrdinalIgnoreCase) => Doubt(ChatDoubt.Network),
            (404, _) or (_, ProviderFault.NotFound) => Refused(ProviderFault.NotFound),
            ( >= 300 and < 400 or 407, _) => Doubt(ChatDoubt.Network),
            _ => Doubt(ChatDoubt.BadRequest),
        };

        ChatOutcome.Inconclusive Doubt(ChatDoubt why) => new(why, word, wait);

        ChatOutcome.Refused Refused(ProviderFault fault) => new(fault, word ?? status.ToString(CultureInfo.InvariantCulture), error?.Reason);
    }

    private static bool SaysSomething(ProviderError error) =>
        error.SaysModel || new[] { RanOut, NoMoney, NoModel, NoRegion }.Any(sentence => Says(error, sentence));

    private static bool Says(ProviderError? error, string sentence) => error?.Reason?.Contains(sentence, StringComparison.OrdinalIgnoreCase) is true;

    private static bool? Shows(ChatAnswer answer, ChatCheck check) => check switch
    {
        ChatCheck.Tool => answer.ToolCalls.Any(call => call.Name == ChatRequests.Tool) ? true : null, // it may have chosen to talk instead
        ChatCheck.Schema => IsAnswer(answer.Text) ? true : answer.Finish is { Reason: ChatFinish.Stop } ? false : null,
        ChatCheck.Image => true, // it was taken, which is all that one pixel can show
        _ => null,
    };

    private static bool IsAnswer(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(ChatRequests.Field, out _);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException or ArgumentException)
        {
            // A model's text may be anything, half a surrogate pair included.
            return false;
        }
    }

    private static bool IsMarkup(ReadOnlySpan<byte> body) => body.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..];
}
