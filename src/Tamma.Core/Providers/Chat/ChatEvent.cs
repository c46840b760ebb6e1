namespace Tamma.Providers.Chat;

/// <summary>One thing that an answer said. <see cref="Offset"/> joins it to the stamp of the read that brought it.</summary>
public abstract record ChatEvent
{
    private ChatEvent(long offset) => Offset = offset;

    /// <summary>
    /// How many bytes of the body had to be there for the frame that carries this to be whole, its ending line break included (of CR LF
    /// only the CR, after which nothing is waited for).
    /// </summary>
    public long Offset { get; }

    /// <summary>The answer names its model or itself. Comes again when a later part names another model.</summary>
    public sealed record Started(long Offset, string? Model, string? Id) : ChatEvent(Offset);

    /// <summary>A piece that is not empty.</summary>
    /// <param name="Call">Index of the tool call whose arguments it continues.</param>
    public sealed record Text(long Offset, string Value, ChatPartKind Kind, int? Call = null) : ChatEvent(Offset);

    /// <summary>The model calls a tool. Its arguments follow as <see cref="Text"/> with the same index.</summary>
    public sealed record ToolCall(long Offset, string Name, string? Id, int Call) : ChatEvent(Offset);

    /// <summary>Tokens so far. The last one counts; some servers count with each piece.</summary>
    public sealed record Usage(long Offset, ChatUsage Tokens) : ChatEvent(Offset);

    /// <summary>Why it ended. Said anew if a later part gives another reason; the last one counts.</summary>
    /// <param name="Raw">The provider's word.</param>
    public sealed record Finished(long Offset, ChatFinish Reason, string Raw) : ChatEvent(Offset);

    /// <summary>The provider's mark that the stream is over, <c>[DONE]</c> or <c>message_stop</c>. A cost may follow it.</summary>
    public sealed record Ended(long Offset) : ChatEvent(Offset);

    /// <summary>An error that the provider sent, or a part that cannot be read. More may follow.</summary>
    /// <param name="Word">The provider's code for it, where it gave one that can be repeated.</param>
    public sealed record Failed(long Offset, ProviderFault Fault, string? Word) : ChatEvent(Offset);

    /// <summary>Something well-formed that this version does not know.</summary>
    public sealed record Unknown(long Offset, string Name) : ChatEvent(Offset);
}
