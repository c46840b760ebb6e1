namespace Tamma.Load.Prompts;

/// <summary>A request of which copies are sent, each with a mark of its own.</summary>
/// <param name="Body">As it is sent, but for the mark.</param>
/// <param name="At">Where the mark stands in it.</param>
/// <param name="Marks">Words of the mark; none for somebody's own prompt, which is sent as it is.</param>
/// <param name="InputTokens">That were wished.</param>
/// <param name="OutputTokens">At most.</param>
internal sealed record Form(byte[] Body, int At, int Marks, int InputTokens, int OutputTokens);
