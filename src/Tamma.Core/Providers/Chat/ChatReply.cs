namespace Tamma.Providers.Chat;

/// <summary>An answer over HTTP, read whole.</summary>
/// <param name="Headers">As they came; a name may come twice.</param>
/// <param name="ReceivedAt">For a <c>Retry-After</c> that is a date.</param>
public sealed record ChatReply(int Status, IReadOnlyCollection<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);
