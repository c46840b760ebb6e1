namespace Tamma.Providers.Chat;

/// <summary>What an attempt to call a model says about whether this account may. Pure: see <see cref="ChatOutcomes"/>.</summary>
public abstract record ChatOutcome
{
    private ChatOutcome()
    {
    }

    /// <summary>The model answered, if only with one token or with a refusal of its own.</summary>
    /// <param name="ServedModel">The id that the answer names; null when it names none.</param>
    /// <param name="Shown">Whether the answer shows what was checked; null when it cannot tell.</param>
    public sealed record Callable(string? ServedModel, ChatUsage? Usage, ChatEvent.Finished? Finish, bool? Shown) : ChatOutcome;

    /// <summary>The provider knows this account and does not let it call this model.</summary>
    /// <param name="Word">The provider's code for it, else the status.</param>
    /// <param name="Reason">The provider's sentence, shortened and cleaned of what may be secret; for people.</param>
    public sealed record Refused(ProviderFault Fault, string Word, string? Reason) : ChatOutcome;

    /// <summary>It wants a key, and none was sent.</summary>
    public sealed record NoCredential : ChatOutcome;

    /// <summary>The key was not accepted; that says nothing of the model.</summary>
    public sealed record Unauthorised(string? Word) : ChatOutcome;

    /// <summary>Changes nothing that is known.</summary>
    public sealed record Inconclusive(ChatDoubt Why, string? Word, TimeSpan? RetryAfter) : ChatOutcome;
}
