namespace Tamma.Server.Live;

/// <summary>Close codes of <c>tamma.live.v1</c>, of the range that RFC 6455 §7.4.2 leaves to applications.</summary>
internal static class LiveClose
{
    /// <summary>Too slow; connect again and go on from the position.</summary>
    public const int TooSlow = 4008;

    /// <summary>The place is gone.</summary>
    public const int CursorExpired = 4010;

    public const int TooManyMessages = 4029;

    /// <summary>The key was withdrawn; connect again with a valid one.</summary>
    public const int KeyWithdrawn = 4401;
}
