using Tamma.Catalog;
using Tamma.Providers.Chat;

namespace Tamma.Discovery.Verification;

/// <summary>What an attempt changes in the catalogue. Pure.</summary>
internal sealed record VerificationVerdict(Access Access, string? Reason)
{
    /// <returns>Null when nothing is known now that was not known before.</returns>
    public static VerificationVerdict? Of(ChatOutcome outcome, ModelKey key) => outcome switch
    {
        ChatOutcome.Callable callable => new(Access.Callable, Another(callable, key) is { } served ? $"answered as {served}" : null),
        ChatOutcome.Refused => new(Access.Refused, Explain(outcome)),
        ChatOutcome.NoCredential => new(Access.NoCredential, "it wants a key and none is set"),
        _ => null, // a key that is not accepted says nothing of the model; the connection's health tells of it
    };

    public static string Word(ChatOutcome outcome) => outcome switch
    {
        ChatOutcome.Callable => "callable",
        ChatOutcome.Refused => "refused",
        ChatOutcome.NoCredential => "no_credential",
        ChatOutcome.Unauthorised => "unauthorised",
        _ => "inconclusive",
    };

    public static string? Explain(ChatOutcome outcome) => outcome switch
    {
        ChatOutcome.Refused { Reason: { } sentence } refused => $"{refused.Word}: {sentence}",
        ChatOutcome.Refused refused => refused.Word,
        ChatOutcome.Unauthorised { Word: { } word } => $"the key was not accepted ({word})",
        ChatOutcome.Unauthorised => "the key was not accepted",
        ChatOutcome.NoCredential => "it wants a key and none is set",
        ChatOutcome.Inconclusive { Word: { } word } doubt => $"{Doubt(doubt.Why)} ({word})",
        ChatOutcome.Inconclusive doubt => Doubt(doubt.Why),
        _ => null,
    };

    /// <summary>The model that answered, when it is not the one that was asked for. z.ai serves another under an old name without a word.</summary>
    public static string? Another(ChatOutcome.Callable? outcome, ModelKey key) =>
        outcome?.ServedModel is { Length: > 0 } served
        && !string.Equals(served, key.Id, StringComparison.OrdinalIgnoreCase)
        && !string.Equals(served, "models/" + key.Id, StringComparison.OrdinalIgnoreCase)
            ? served
            : null;

    private static string Doubt(ChatDoubt why) => why switch
    {
        ChatDoubt.RateLimited => "too many requests; ask again later",
        ChatDoubt.TimedOut => "no answer in time",
        ChatDoubt.Overloaded => "the provider has no room or failed",
        ChatDoubt.Network => "it was not reached",
        ChatDoubt.BadRequest => "the request itself was not taken",
        _ => "the answer could not be understood",
    };
}
