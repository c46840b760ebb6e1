using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Sending;

namespace Tamma.Simulator.Chat;

/// <summary>What a world remembers of its chats.</summary>
internal sealed class ChatState(ChatSpec? spec)
{
    private volatile ChatSpec _spec = spec ?? new();
    private long _count;

    public ChatSpec Spec
    {
        get => _spec;
        set => _spec = value;
    }

    public SendLog Sends { get; } = new();

    public PrefixCache Prefixes { get; } = new();

    /// <summary>The number of the next request, from 1.</summary>
    public long Count() => Interlocked.Increment(ref _count);
}
