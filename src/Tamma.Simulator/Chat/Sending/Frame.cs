namespace Tamma.Simulator.Chat.Sending;

/// <summary>One write.</summary>
/// <param name="Slot">The place in time of its first token: -1 is before all of them, the number of all tokens is with the last.</param>
/// <param name="Tokens">How many tokens the engine counts in it.</param>
/// <param name="Bytes">What is sent, with all that is around the JSON.</param>
internal sealed record Frame(FrameKind Kind, int Slot, int Tokens, ReadOnlyMemory<byte> Bytes);
