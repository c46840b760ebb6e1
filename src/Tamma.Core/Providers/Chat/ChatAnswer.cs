using System.Collections.Immutable;

namespace Tamma.Providers.Chat;

/// <summary>The facts of one answer, put together from its events.</summary>
public sealed record ChatAnswer
{
    /// <summary>The model that the answer named last: what ran, which need not be what was asked for.</summary>
    public string? Model { get; init; }

    public string? Id { get; init; }

    public string Text { get; init; } = "";

    public string Reasoning { get; init; } = "";

    public ImmutableArray<ChatToolCall> ToolCalls { get; init; } = [];

    /// <summary>The last that was said.</summary>
    public ChatUsage? Usage { get; init; }

    public ChatEvent.Finished? Finish { get; init; }

    /// <summary>The first thing that went wrong.</summary>
    public ChatEvent.Failed? Failure { get; init; }

    /// <summary>Reads a body, streamed or not.</summary>
    public static ChatAnswer Read(ChatProtocol protocol, ReadOnlySpan<byte> body, ChatLimits? limits = null, IReadOnlyCollection<string>? secrets = null) =>
        Of(ChatStream.Read(protocol, body, limits, secrets));

    public static ChatAnswer Of(IReadOnlyCollection<ChatEvent> events)
    {
        var started = events.OfType<ChatEvent.Started>().LastOrDefault();
        var arguments = events.OfType<ChatEvent.Text>().Where(text => text.Kind is ChatPartKind.ToolArguments).ToLookup(text => text.Call, text => text.Value);
        return new()
        {
            Model = started?.Model,
            Id = started?.Id,
            Text = Joined(events, ChatPartKind.Text),
            Reasoning = Joined(events, ChatPartKind.Reasoning),
            ToolCalls = [.. events.OfType<ChatEvent.ToolCall>().Select(call => new ChatToolCall(call.Name, call.Id, string.Concat(arguments[call.Call])))],
            Usage = events.OfType<ChatEvent.Usage>().LastOrDefault()?.Tokens,
            Finish = events.OfType<ChatEvent.Finished>().LastOrDefault(),
            Failure = events.OfType<ChatEvent.Failed>().FirstOrDefault(),
        };
    }

    private static string Joined(IEnumerable<ChatEvent> events, ChatPartKind kind) =>
        string.Concat(events.OfType<ChatEvent.Text>().Where(text => text.Kind == kind).Select(text => text.Value));
}
