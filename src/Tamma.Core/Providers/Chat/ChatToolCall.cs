namespace Tamma.Providers.Chat;

/// <param name="Arguments">As the model wrote them: mostly JSON, and not always well-formed.</param>
public sealed record ChatToolCall(string Name, string? Id, string Arguments);
