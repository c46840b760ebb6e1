using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Load.Prompts;

/// <summary>A plan's prompts and functions in words of the chat protocols.</summary>
internal static class LoadWords
{
    private static readonly JsonElement s_nothing = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static ImmutableArray<ChatTool> Tools(IReadOnlyList<LoadTool>? tools) =>
        [.. (tools ?? []).Select(tool => new ChatTool(tool.Name, tool.Description, tool.Parameters ?? s_nothing, tool.Strict))];

    public static long Characters(LoadPrompt prompt) => prompt.Messages?.Sum(message => (long)message.Content.Length) ?? prompt.Prompt!.Length;

    public static ImmutableArray<ChatMessage> Messages(LoadPrompt prompt) => prompt.Messages is { } messages
        ? [.. messages.Select(message => new ChatMessage(message.Role switch { "system" => ChatRole.System, "assistant" => ChatRole.Assistant, _ => ChatRole.User }, message.Content))]
        : [new(ChatRole.User, prompt.Prompt!)];

    /// <param name="begin">Put before the first message.</param>
    public static ChatRequest Request(string model, ImmutableArray<ChatMessage> messages, string begin)
    {
        var marked = messages.SetItem(0, messages[0] with { Text = begin + messages[0].Text });
        return new() { Model = model, Prompt = marked[^1].Text, Before = marked[..^1] };
    }
}
