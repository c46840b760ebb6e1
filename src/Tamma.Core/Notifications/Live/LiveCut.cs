namespace Tamma.Notifications.Live;

/// <summary>Why a listener is sent away.</summary>
public static class LiveCut
{
    /// <summary>It kept up once and has fallen behind what is held for it.</summary>
    public const string Behind = "behind";

    /// <summary>Its client takes nothing.</summary>
    public const string Stalled = "stalled";

    /// <summary>Retention has taken away what comes next.</summary>
    public const string Expired = "cursor_expired";

    /// <summary>Its key was withdrawn.</summary>
    public const string Key = "key_withdrawn";

    /// <summary>Its client breaks a rule of the protocol: too many frames, too long, or no text.</summary>
    public const string Protocol = "protocol";
}
