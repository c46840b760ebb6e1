namespace Tamma.Providers.Chat;

/// <summary>Why an attempt says nothing about whether a model may be called.</summary>
public enum ChatDoubt
{
    /// <summary>Too many requests, or the hours of a plan are used up for now.</summary>
    RateLimited,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The provider has no room, or failed (5xx).</summary>
    Overloaded,

    /// <summary>It was not reached, or something between us and it answered.</summary>
    Network,

    /// <summary>It did not like the request itself, so the model was not asked.</summary>
    BadRequest,

    /// <summary>It answered with what we cannot read, or not to its end.</summary>
    NotUnderstood,
}
