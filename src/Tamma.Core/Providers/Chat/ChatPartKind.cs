namespace Tamma.Providers.Chat;

/// <summary>What a piece of an answer belongs to.</summary>
public enum ChatPartKind
{
    /// <summary>The answer itself, a refusal in words included.</summary>
    Text,

    /// <summary>What the model thinks before it answers, or the provider's summary of that.</summary>
    Reasoning,

    /// <summary>A piece of the JSON with which a tool is called.</summary>
    ToolArguments,
}
