using System.Text.Json;

namespace Tamma.Providers.Chat;

/// <summary>A function that a model may call.</summary>
/// <param name="Parameters">Its JSON Schema; an object's.</param>
/// <param name="IsStrict">Whether arguments must keep to the schema, where the protocol has a word for it (OpenAI's two). Sent when known.</param>
public sealed record ChatTool(string Name, string? Description, JsonElement Parameters, bool? IsStrict = null);
