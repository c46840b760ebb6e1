namespace Tamma.Providers.Chat;

/// <summary>Reads a body that is all there, as <see cref="ChatStreamReader"/> does. Pure: the same bytes give the same events.</summary>
public static class ChatStream
{
    public static IReadOnlyList<ChatEvent> Read(
        ChatProtocol protocol, ReadOnlySpan<byte> body, ChatLimits? limits = null, IReadOnlyCollection<string>? secrets = null)
    {
        var reader = new ChatStreamReader(protocol, limits, secrets);
        return [.. reader.Feed(body), .. reader.Complete()];
    }

    /// <summary>The same body in the pieces in which it was read.</summary>
    public static IReadOnlyList<ChatEvent> Read(
        ChatProtocol protocol, IEnumerable<ReadOnlyMemory<byte>> pieces, ChatLimits? limits = null, IReadOnlyCollection<string>? secrets = null)
    {
        var reader = new ChatStreamReader(protocol, limits, secrets);
        return [.. pieces.SelectMany(piece => reader.Feed(piece.Span)).ToList(), .. reader.Complete()];
    }
}
