namespace Tamma.Providers.Chat;

/// <summary>Why an answer ended.</summary>
public enum ChatFinish
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>The limit on tokens, or the context, was used up.</summary>
    Length,

    /// <summary>It waits for the result of a tool.</summary>
    ToolCalls,

    /// <summary>The model or its guard would not answer.</summary>
    Refused,

    /// <summary>The server paused; the turn can be continued.</summary>
    Paused,

    /// <summary>The server could not go on.</summary>
    Failed,

    /// <summary>A reason that we do not know.</summary>
    Other,
}
