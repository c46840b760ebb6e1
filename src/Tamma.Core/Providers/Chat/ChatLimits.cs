namespace Tamma.Providers.Chat;

/// <summary>Bounds on reading an answer.</summary>
public sealed record ChatLimits
{
    public static ChatLimits Default { get; } = new();

    /// <summary>
    /// Largest line, event or JSON text. A larger one is a <see cref="ProviderFault.TooLarge"/> and is passed over; no more than this is
    /// ever held. Responses repeat the whole answer at their end, and Gemini sends pictures in one piece.
    /// </summary>
    public int MaxFrameBytes { get; init; } = 16 * 1024 * 1024;
}
