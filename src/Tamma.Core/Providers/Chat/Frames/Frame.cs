namespace Tamma.Providers.Chat.Frames;

/// <summary>A piece of a body that is read on its own. Valid until its reader is asked for the next.</summary>
internal readonly ref struct Frame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, long offset, FrameState state)
{
    /// <summary>Of the event; empty where it has none.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>See <see cref="ChatEvent.Offset"/>.</summary>
    public long Offset { get; } = offset;

    public FrameState State { get; } = state;
}
