namespace Tamma.Providers.Chat;

/// <summary>Something said before the prompt.</summary>
public sealed record ChatMessage(ChatRole Role, string Text);

/// <summary>Who said it.</summary>
public enum ChatRole
{
    /// <summary>Whoever runs the program. Anthropic and Gemini have a place of its own for it, so it stands before all that users say.</summary>
    System,

    User,

    /// <summary>The model; Gemini calls it so.</summary>
    Assistant,
}
