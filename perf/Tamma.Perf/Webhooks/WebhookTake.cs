namespace Tamma.Perf.Webhooks;

/// <summary>What is done with a message before it is answered.</summary>
/// <param name="path">Of the message.</param>
/// <param name="body">Of the message.</param>
internal delegate void WebhookTake(ReadOnlySpan<byte> path, ReadOnlySpan<byte> body);
